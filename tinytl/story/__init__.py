"""From records to what happened: facts, tracks."""
