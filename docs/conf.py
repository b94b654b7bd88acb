"""Configuration of Sphinx; `build.py` assembles the pages and runs it."""

import tinytl

project = "tinytl"
author = "The tinytl authors"
copyright = f"2026, {author}"
version = release = tinytl.__version__
extensions = [
    "myst_nb",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx_copybutton",
]
templates_path = ["_templates"]
exclude_patterns = ["_build", "_templates", ".ipython", "figures"]
language = "en"

default_role = "py:obj"  # as in the docstrings
add_module_names = False
autodoc_preserve_defaults = True
autodoc_typehints = "none"  # the docstrings name the types
numpydoc_show_class_members = False

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 240
nb_ipywidgets_js = {}  # no page loads scripts from elsewhere
nb_merge_streams = True
nb_output_stderr = "warn"  # a warning of a cell is a warning of the build, which is an error

html_theme = "pydata_sphinx_theme"
html_title = "tinytl"
html_static_path = ["_static"]
html_extra_path = ["_extra"]
html_css_files = ["charts.css", "site.css"]
html_js_files = [("charts.js", {"defer": "defer"})]
html_context = {"default_mode": "light"}  # as the charts
html_copy_source = html_show_sourcelink = False
html_sidebars = {page: [] for page in ("index", "atlas/*", "changelog", "faq", "gallery")}
html_theme_options = {
    "navbar_end": [],  # no switch to a dark page, since charts have one theme
    "navbar_persistent": ["search-button-field"],
    "header_links_before_dropdown": 8,
    "secondary_sidebar_items": {"data/*": ["page-toc"]},  # elsewhere charts need the room
    "footer_start": ["copyright"],
    "footer_end": [],
    "show_prev_next": False,
}
