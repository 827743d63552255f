"""The sixteen outdoor scenes of the sample newsroom."""

from __future__ import annotations

from tests.illustrations.canvas import Scene
from tests.illustrations.highlands import (
    monastery_cliff,
    mountain_valley,
    newroz_fire,
    reservoir_low,
    snow_road,
)
from tests.illustrations.plains import (
    border_crossing,
    camp_tents,
    oil_flare,
    power_lines,
    solar_field,
    wheat_harvest,
)
from tests.illustrations.towns import citadel_dusk, city_cranes, dust_storm, football_stadium, river_bridge

SCENES: tuple[Scene, ...] = (
    (
        "mountain-valley",
        "2026-10-12T07:25:00+03:00",
        "Layered mountains above a valley with a river, in the morning",
        mountain_valley,
    ),
    (
        "reservoir-low",
        "2026-09-21T16:40:00+03:00",
        "A reservoir with wide exposed banks below its old waterline",
        reservoir_low,
    ),
    ("snow-road", "2026-11-17T08:50:00+03:00", "A snow plough on a mountain road in falling snow", snow_road),
    (
        "newroz-fire",
        "2026-03-20T19:35:00+03:00",
        "A torch-lit procession climbs a mountain at night",
        newroz_fire,
    ),
    ("camp-tents", "2026-10-04T15:10:00+03:00", "Rows of tents on a plain below mountains", camp_tents),
    (
        "monastery-cliff",
        "2026-09-08T17:30:00+03:00",
        "A monastery of pale stone on a cliff face",
        monastery_cliff,
    ),
    (
        "citadel-dusk",
        "2025-03-02T18:20:00+03:00",
        "An old citadel on its mound above the city at dusk",
        citadel_dusk,
    ),
    (
        "wheat-harvest",
        "2026-06-09T18:05:00+03:00",
        "A combine harvester in a wheat field, in its dust",
        wheat_harvest,
    ),
    ("oil-flare", "2024-11-18T17:15:00+03:00", "A gas flare above an oil field at dusk", oil_flare),
    (
        "border-crossing",
        "2026-11-05T08:30:00+03:00",
        "Lorries queue on a road towards a border crossing",
        border_crossing,
    ),
    ("power-lines", "2025-08-03T19:10:00+03:00", "Pylons and power lines at sunset", power_lines),
    (
        "football-stadium",
        "2025-12-05T19:45:00+03:00",
        "A football match under floodlights, seen from the stand",
        football_stadium,
    ),
    (
        "river-bridge",
        "2026-10-27T07:50:00+03:00",
        "An old stone arch bridge over a river in a town",
        river_bridge,
    ),
    ("city-cranes", "2026-11-10T16:20:00+03:00", "Cranes and half-built towers above a city", city_cranes),
    (
        "dust-storm",
        "2026-05-16T13:10:00+03:00",
        "Car lights in a street during an orange dust storm",
        dust_storm,
    ),
    ("solar-field", "2026-11-02T10:30:00+03:00", "Rows of solar panels before dry hills", solar_field),
)
