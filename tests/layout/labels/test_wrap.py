"""Where the text of a label breaks."""

from tinytl.layout.labels.wrap import filled, in_two, shortened


def test_a_text_breaks_where_its_longer_line_is_shortest():
    assert in_two("Law on trafficking in persons") == ("Law on trafficking", "in persons")
    assert in_two("iiiiii iiiiii WWWWWW") == ("iiiiii iiiiii", "WWWWWW")
    assert in_two("Ratification") is None
    assert in_two("") is None


def test_a_long_text_is_cut_with_an_ellipsis():
    assert shortened("Law on trafficking", 8) == "Law on…"
    assert shortened("Law", 3) == shortened("Law", None) == "Law"


def test_a_word_that_is_too_wide_has_a_line_of_its_own():
    assert filled("a law on trafficking", 8, len) == ["a law on", "trafficking"]
    assert filled("", 8, len) == []
