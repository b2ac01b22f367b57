"""How values are written on the screens."""

import pytest
from django.template import Context, Template

from config.web.templatetags.palier import breakable, share


@pytest.mark.parametrize(
    ("value", "said"), [(100, "100,0"), ("99.99", "99,9"), (87, "87,0"), ("89.04", "89,0"), (0, "0,0")]
)
def test_a_share_has_one_decimal_and_is_whole_only_when_nothing_misses(value, said):
    assert share(value) == f"{said}\u202f%"


def test_a_long_address_breaks_after_its_signs_and_is_escaped():
    assert breakable("a.b@c") == "a.<wbr>b@<wbr>c"
    assert breakable("<b>_1") == "&lt;b&gt;_<wbr>1"
    assert breakable("") == ""


def test_a_breadcrumb_links_what_is_above_and_names_the_page():
    page = Template('{% breadcrumb "Plan" "housing:plan" "Lilas" "/residences/1/" here="PSP-1" %}').render(
        Context()
    )
    assert '<a href="/patrimoine/plan/">Plan</a>' in page
    assert '<a href="/residences/1/">Lilas</a>' in page
    assert 'aria-current="page">PSP-1<' in page
