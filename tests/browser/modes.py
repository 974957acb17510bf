"""The ways in which everything on a page must work, as parameters of the context fixture."""

import pytest

MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colors": {"forced_colors": "active"},
    "phone": {"viewport": {"width": 390, "height": 800}, "has_touch": True},
    "200 % zoom": {"viewport": {"width": 550, "height": 450}, "device_scale_factor": 2},
}
every_mode = pytest.mark.parametrize("context", MODES.values(), ids=MODES, indirect=True)
phone = pytest.mark.parametrize("context", [MODES["phone"]], ids=["phone"], indirect=True)
