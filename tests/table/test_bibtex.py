"""Entries of BibTeX: found by their keys, told without LaTeX, whatever stands in them."""

import logging
import random
import warnings

import pytest

import tinytl as tl
from tinytl.table import bibtex, sources


@pytest.fixture
def origin(tmp_path):
    def write(text):
        file = tmp_path / "my.bib"
        file.write_text(text, encoding="utf-8", errors="surrogatepass")
        return sources.Origin(sources=str(file))

    return write


def cited(origin, keys="a"):
    return sources.short_sources([keys], origin)


@pytest.mark.parametrize(
    ("latex", "read"),
    [
        (r"Garc{\'i}a", "García"), (r"Garc{\'\i}a", "García"), (r"M{\"u}ller", "Müller"),
        (r"M\"uller", "Müller"), (r'M{\"{u}}ller', "Müller"), (r"{\O}rsted", "Ørsted"),
        (r"\c{C}elik", "Çelik"), (r"{\c c}elik", "çelik"), (r"\v{S}koda", "Škoda"),
        (r"{\v S}koda", "Škoda"), (r"Stra{\ss}e", "Straße"), (r"\L{}ukasz", "Łukasz"),
        (r"{\aa}r", "år"), (r"Erd{\H{o}}s", "Erdős"), (r"\~{n}", "ñ"), (r"\k{a}", "ą"),
        (r"1999---2001 and 5--7", "1999—2001 and 5–7"), (r"Smith \& Sons", "Smith & Sons"),
        ("Smith & Sons", "Smith & Sons"), ("5 % of it", "5 % of it"), (r"5\,\% of it", "5 % of it"),
        (r"Men{\textquoteright}s", "Men’s"), ("O'Brien", "O'Brien"), ("``Law''", "“Law”"),
        ("US$ 5 and $ 6", "US$ 5 and $ 6"), ("a_b ^c #d", "a_b ^c #d"),
        (r"\emph{Dred} v. S", "Dred v. S"),
        ("{The World Bank}", "The World Bank"), ("No. {\\textnumero} 5", "No. № 5"),
        ("two\n    lines", "two lines"), ("{" * 3000 + "deep", "deep"),
        ("Закон {О} ПДД", "Закон О ПДД"),
    ],
)  # fmt: skip
def test_latex_is_read_as_it_is_printed(latex, read):
    assert bibtex._plain(latex) == read


def test_captions_and_references_in_words_have_no_latex_and_bibtex_keeps_it(origin):
    entry = (
        "@article{a, author = {Garc{\\'i}a, Jos{\\'e} and {\\O}rsted, Hans and {Bank and Co}},\n"
        "  title = {The {\\ss} -- \\& more}, year = 2001,\n"
        '  journal = {Z. f\\"ur X}, pages = {1--9},\n'
        "  url = {https://a.org/b\\_c\\%20d?e\\&f~g}}"
    )
    found = origin(entry)
    assert cited(found) == ["García, Ørsted and Bank and Co (2001)"]
    reference, _, url = sources.full_sources("a", found)[0]
    assert reference == (
        "García, José; Ørsted, Hans; Bank and Co (2001). The ß – & more. Z. für X 1–9."
    )
    assert url == "https://a.org/b_c%20d?e&f~g"
    assert sources.references(["a"], found) == f"{entry}\n"


@pytest.mark.parametrize(
    ("author", "short"),
    [
        ("{ }", "A title (2001)"), ("{}", "A title (2001)"), ("{,}", "A title (2001)"),
        ("{{}}", "A title (2001)"),
        ("{{\\'A}lvarez, X}", "Álvarez (2001)"),
        ("{Smith, J. and others}", "Smith et al. (2001)"),
        ("{de la Cruz, Ana}", "de la Cruz (2001)"), ("{Ana de la Cruz}", "de la Cruz (2001)"),
        ("{{Smith, Inc.} Ltd}", "Ltd (2001)"), ('"Ana Smith"', "Smith (2001)"),
    ],
)  # fmt: skip
def test_authors_of_every_form_are_cited(origin, author, short):
    found = origin(f"@misc{{a, author = {author}, title = {{A title}}, year = 2001}}")
    assert cited(found) == [short]


def test_an_entry_without_anything_is_cited_by_its_key(origin):
    found = origin("@misc{a, author = { }, title = { }, year = { }, doi = { }, number = { }}")
    assert cited(found) == ["a (n.d.)"]
    assert sources.full_sources("a: p. 3", found) == [("(n.d.).", " p. 3", "")]


PIECES = ("{", "}", " and ", ",", "\\", "{\\'e}", '"', "\n@misc{a,", "\n@string{x = ", "% ", "$",
          "~", "a", " ", "=", "#", "\\input{/etc/passwd}", "\\begin{x}",
          "\ud800", "\x00")  # fmt: skip


def test_no_entry_whatever_stands_in_it_raises_or_logs(origin, caplog):
    draw = random.Random(1)
    with caplog.at_level(logging.DEBUG), warnings.catch_warnings():
        warnings.simplefilter("ignore", tl.ExportWarning)
        for _ in range(300):
            junk = ["".join(draw.choices(PIECES, k=draw.randrange(9))) for _ in range(3)]
            found = origin(
                "@misc{{a, author = {{{}}}, title = {{{}}}, year = {{2001}}, {}}}\n"
                "@misc{{b, author = {{Me}}, year = 2002}}\n".format(*junk)
            )
            cited(found, "a; b")
            sources.full_sources("a; b", found)
            sources.bibtex(["a; b"], found)
    assert not [record for record in caplog.records if record.name.startswith(("bibt", "pylat"))]


def test_only_the_entries_cited_are_parsed(origin, monkeypatch):
    many = "".join(f"@misc{{k{n},\n  author = {{A{n}}},\n  year = 2001\n}}\n\n" for n in range(500))
    parsed = []
    real = bibtex._parsed
    monkeypatch.setattr(bibtex, "_parsed", lambda text: parsed.append(text) or real(text))
    assert cited(origin(many), "k7; k300") == ["A300 (2001)", "A7 (2001)"]
    assert sum(map(len, parsed)) < 200


@pytest.mark.parametrize(
    "text",
    [
        "@misc{b, year = 1}  @misc{a, author = {Me}, year = 2001}",  # two in a line
        "@misc{x, note = {see\n@misc{a, author = {I}}\n}}\n@misc{a, author = {Me}, year = 2001}",
        "@string{me = {Me}}\n@misc{a, author = me, year = 2001}",
        "  @MISC {a , AUTHOR = {Me}, Year = 2001}",
        "@comment{a}\n% @misc{a}\n@misc{a, author = {Me}, year = 2001}\n@misc{a, author = {Two}}",
        "@misc{a, author = {Me}, note = {%\n@ home}, year = 2001}",
        "@misc(a, author = {Me}, year = 2001)",
    ],
)
def test_an_entry_is_what_the_library_finds_in_the_whole_file(origin, text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", tl.ExportWarning)
        found = bibtex.Bibliography("my.bib", text)
        assert found.entries(["a"]).get("a") == found.every.get("a")


def test_a_key_that_stands_twice_is_told(origin):
    found = origin("@misc{a, author = {Me}, year = 2001}\n@misc{a, author = {Two}}")
    with pytest.warns(tl.ExportWarning, match=r"my.bib, line 2: not readable .* each key once"):
        assert cited(found) == ["Me (2001)"]


def test_references_come_in_the_order_of_their_file(origin):
    found = origin("@misc{b, year = 1}\n@misc{a, year = 2}\n@misc{c, year = 3}\n")
    assert sources.bibtex(["c; a", "b"], found).count("@") == 3
    assert [line[6] for line in sources.bibtex(["c; a; b"], found).splitlines() if line] == list(
        "bac"
    )


def test_every_entry_of_the_table_is_the_same_alone_as_among_all(records):
    found = bibtex.bibliography(records.attrs["sources"], 0)
    alone, together = found.entries(found.parts), found.every
    assert len(alone) > 1000
    assert alone == together
    assert [key for key, e in together.items() if e.reference != alone[key].reference] == []


@pytest.mark.parametrize("text", ["", "\n", "% no entry yet", "A note.", "{" * 50])
def test_a_file_without_an_entry_is_read_and_keys_stand_for_their_sources(origin, text):
    assert cited(origin(text)) == ["a"]


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path):
    file = tmp_path / "old.bib"
    file.write_bytes("@book{b, year = 1}\n@book{a, author = {Müller}, year = 2}".encode("latin-1"))
    with pytest.warns(tl.ExportWarning, match=r"old.bib, line 2: byte 0xfc is not UTF-8"):
        assert cited(sources.Origin(sources=str(file))) == ["M\ufffdller (2)"]
