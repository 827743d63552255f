"""The scenes that show rooms, streets under roofs, and people."""

from __future__ import annotations

from tests.illustrations.canvas import Scene
from tests.illustrations.markets import bazaar_lane, pomegranate_market
from tests.illustrations.portraits import portrait_farmer, portrait_official, portrait_weaver
from tests.illustrations.rooms import hospital_corridor, parliament_hall, press_conference, voter_queue
from tests.illustrations.salons import archive_shelves, film_festival, tea_house
from tests.illustrations.yards import bus_station, school_yard

SCENES: tuple[Scene, ...] = (
    (
        "parliament-hall",
        "2025-01-20T11:20:00+03:00",
        "An assembly hall with curved rows of empty seats",
        parliament_hall,
    ),
    (
        "press-conference",
        "2025-05-11T10:45:00+03:00",
        "Microphones on a lectern before rows of reporters",
        press_conference,
    ),
    ("tea-house", "2026-10-30T08:15:00+03:00", "Glasses of tea on a tray in a tea house", tea_house),
    (
        "hospital-corridor",
        "2026-10-19T07:40:00+03:00",
        "A nurse walks away down a hospital corridor",
        hospital_corridor,
    ),
    ("film-festival", "2026-11-15T20:05:00+03:00", "An audience before a lit cinema screen", film_festival),
    (
        "archive-shelves",
        "2026-10-22T16:30:00+03:00",
        "Old books on shelves and a manuscript under a reading lamp",
        archive_shelves,
    ),
    (
        "bazaar-lane",
        "2026-11-14T11:05:00+03:00",
        "A covered bazaar lane with stalls, lamps and shoppers",
        bazaar_lane,
    ),
    ("school-yard", "2026-09-15T07:50:00+03:00", "Pupils cross the yard towards their school", school_yard),
    (
        "pomegranate-market",
        "2026-11-12T17:20:00+03:00",
        "A market stall with pyramids of pomegranates",
        pomegranate_market,
    ),
    ("bus-station", "2026-11-01T07:10:00+03:00", "Minibuses and passengers at a bus station", bus_station),
    (
        "voter-queue",
        "2024-10-20T10:30:00+03:00",
        "Voters queue at a polling station behind a ballot box",
        voter_queue,
    ),
    (
        "portrait-weaver",
        "2026-10-08T10:50:00+03:00",
        "An elderly woman in a white headscarf at a loom",
        portrait_weaver,
    ),
    ("portrait-official", "2025-06-24T13:15:00+03:00", "A man in a suit at a lectern", portrait_official),
    (
        "portrait-farmer",
        "2026-11-08T16:05:00+03:00",
        "A farmer in a headscarf in a field at the end of the day",
        portrait_farmer,
    ),
)
