"""Text to typed records: dates, scales, countries, rules, sources. Nothing here draws."""
