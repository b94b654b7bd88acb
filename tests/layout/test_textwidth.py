"""Widths of text, against fontTools and a real browser."""

import runpy
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import tinytl as tl
from tinytl.draw import webfonts
from tinytl.layout import textwidth
from tinytl.layout.textwidth import text_width

FAMILY = f"'{webfonts.FAMILY}'"

HELD = """
Full criminalization|Partial criminalization|Nazarbayev|AVATAR Tó. Yes, Wolfe; P.A., LT11|Type 1
Côte d'Ivoire|São Tomé and Príncipe|Łódź, Škoda, Čapek|Việt Nam ở Huế|Ólafur Ragnar Grímsson
Curaçao: plan 2010–2012|Türkiye Büyük Millet Meclisi|ÆØÅ æøå þð ß|Ťažký ďábel ľ|ŵŷ ŴŶ Ġ ħ ċ
Law no. 210-I (3 Feb. 2003)|“Quoted” ‘text’ … — –|1990/91, 50 % & more|fi fl ffi To. Ve, Wa Yo
€ £ ¥ ½|Уголовный кодекс
Закон о торговле людьми|Нұрсұлтан Назарбаев|Қазақстан Республикасы|Ўзбекистон
Україна: Їжак, ґанок|Беларусь, Ў ў|Ђорђе Љиљана Њ|ГА Г. ТА Т, УА РА|Кыргыз Республикасы ү ө ң
Монгол Улс|Македонија Ѓ Ќ ѓ ќ|Тоҷикистон Ҷ ҷ Ӣ ӯ|Ёлка, съезд, ыч|Саха Сирэ ҕ ҥ
Ελληνική Δημοκρατία|Ποινικός Κώδικας|Νόμος 3064/2002|ΑΥΤΟΣ ΤΑ ΡΑ ΑΤ|Ύδρα, Ήπειρος, ώρα|Ά Έ Ή Ί Ό Ύ Ώ
Ϊ Ϋ ΐ ΰ|άέήίόύώ ς σ|Κύπρος: σχέδιο δράσης|Πρωθυπουργός|ΓΑ ΓΟ Λ Ψ Ξ Ω
A\u0301e\u0301n\u0303o\u0308c\u0327|И\u0306и\u0306|Ω\u0301α\u0301|q\u0303 x\u0301|Vie\u0302\u0323t
Ħal Qormi|Şişli, Ăăţ|Ģirts Ķegums|Ősz, Űr|Ẽ Ỹ ɐ
Iñupiaq ƛ|Anti-trafficking law amended|Turnbull, Wm. T. Jr.|yYvVwW.,:;-|KÄFER Ø ÅÄÖ|L'Union, d'Être
"""
HELD = HELD.strip().replace("\n", "|").split("|")
OTHER = """
قانون مكافحة الاتجار بالبشر|中华人民共和国刑法|日本国憲法|대한민국 형법
ประมวลกฎหมายอาญา|नेपाल सरकार|বাংলাদেশ|ქართული სამართალი
ישראל|תל אביב–יפו|ירושלים 2006|Հայաստանի|አማርኛ ሕግ|😀🎉👍|ភាសាខ្មែរ|மலேசியா|ﻻ ﷺ|①②③ ★☆ ♠♥
"""
OTHER = OTHER.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("bold", [False, True])
def test_every_character_and_every_pair_has_the_width_that_fonttools_reads(bold):
    name = f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    with TTFont(textwidth.FONTS / name) as font:
        names, advances = font.getBestCmap(), font["hmtx"].metrics
        kerning, em = font["kern"].kernTables[0].kernTable, font["head"].unitsPerEm
    held = {
        code: glyph
        for code, glyph in names.items()
        if unicodedata.normalize("NFC", chr(code)) == chr(code)
        and unicodedata.category(chr(code)) not in ("Mn", "Me", "Cf")
    }
    assert len(held) > 2000
    for code, glyph in held.items():
        assert text_width(chr(code), em, bold=bold) == advances[glyph][0], hex(code)
    letters = {glyph: chr(code) for code, glyph in held.items()}
    for (before, after), by in kerning.items():
        if before in letters and after in letters:
            width = advances[before][0] + advances[after][0] + by
            assert text_width(letters[before] + letters[after], em, bold=bold) == width


@pytest.mark.parametrize("family", [textwidth.OURS, textwidth.FALLBACK])
@pytest.mark.parametrize("bold", [False, True])
def test_the_widths_that_are_kept_are_what_their_script_reads_from_the_fonts(family, bold):
    script = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "webfont.py"))
    widths, kerning, em = textwidth.metrics(bold, family)
    assert script["widths_of"](family, bold) == {"em": em, "widths": widths, "kerning": kerning}


def test_what_the_font_lacks_is_bounded_by_its_kind():
    assert text_width("中", 10) == 10  # wide
    assert text_width("ア", 10) == 10
    assert text_width("ع", 10) == pytest.approx(14)
    assert text_width("😀", 10) == pytest.approx(14)


def measured(page, texts, sizes, weight="normal"):
    """Widths in px as the browser sets them in our font, by text and size."""
    svg = "<svg xmlns='http://www.w3.org/2000/svg'></svg>"
    page.set_content(f"<style>{webfonts.style()}</style>{svg}")
    page.evaluate("font => document.fonts.load(font, 'Aа')", f"{weight} 12px {FAMILY}")
    script = """([texts, sizes, family, weight]) => {
        const svg = document.querySelector('svg');
        return texts.map(text => sizes.map(size => {
            const line = document.createElementNS('http://www.w3.org/2000/svg', 'text');
            line.setAttribute('style',
                `font-family: ${family}; font-size: ${size}px; font-weight: ${weight};` +
                'text-rendering: geometricPrecision');
            line.textContent = text;
            svg.append(line);
            const width = line.getComputedTextLength();
            line.remove();
            return width;
        }));
    }"""
    return page.evaluate(script, [texts, sizes, FAMILY, weight])


@pytest.mark.browser
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_widths_are_those_of_the_browser(page, weight):
    sizes = [9, 10, 11, 12, 13.5, 14]
    assert len(HELD) >= 60
    for text, widths in zip(HELD, measured(page, HELD, sizes, weight), strict=True):
        for size, width in zip(sizes, widths, strict=True):
            assert text_width(text, size, bold=weight == "bold") == pytest.approx(width, abs=0.5), (
                text
            )


@pytest.mark.browser
def test_widths_of_other_scripts_are_bounds_from_above(page):
    for text, [width] in zip(OTHER, measured(page, OTHER, [12]), strict=True):
        assert text_width(text, 12) >= width - 0.5, text


def test_composed_and_decomposed_letters_measure_the_same():
    assert text_width("Že\u0301\u0301", 12) == text_width("Zˇ"[0] + "\u030cé\u0301", 12)
    assert text_width("a\u200bb", 12) == text_width("ab", 12)


def test_the_width_is_in_the_unit_of_the_size():
    assert text_width("Law", 20) == pytest.approx(2 * text_width("Law", 10))
    assert text_width("", 10) == 0
    assert text_width("Law", 10, bold=True) > text_width("Law", 10)


def test_a_chart_reads_each_of_four_fonts_once(records):
    for kept in (textwidth.metrics, textwidth._width_em, textwidth._whole_pixels):
        kept.cache_clear()
    tl.timeline(records, "KAZ")._repr_mimebundle_()  # measured in ours and in DejaVu Sans
    assert textwidth.metrics.cache_info().misses == 4
