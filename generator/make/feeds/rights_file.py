"""What may be done with the site -> rsl.xml (RSL 1.0)."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.make.xml_text import for_xml
from generator.model.hosting import RightsFile

RSL, RSL_TYPE = "https://rslstandard.org/rsl", "application/rsl+xml"


def rights_file(rights: RightsFile) -> bytes:
    """Return the file."""
    root = Element("rsl", {"xmlns": RSL})
    content = SubElement(root, "content", {"url": rights.url})
    licence = SubElement(content, "license")
    for name, uses in (("permits", rights.permitted), ("prohibits", rights.prohibited)):
        if uses:
            SubElement(licence, name, {"type": "usage"}).text = " ".join(uses)
    payment = SubElement(licence, "payment", {"type": "attribution"})
    if rights.licence:
        SubElement(payment, "standard").text = for_xml(rights.licence)
    contact = {"contactEmail" if rights.contact.startswith("mailto:") else "contactUrl": rights.contact}
    told = {key: for_xml(value.removeprefix("mailto:")) for key, value in contact.items() if value}
    SubElement(content, "copyright", {"type": "organization", **told}).text = for_xml(rights.owner)
    if rights.licence:
        SubElement(content, "terms").text = for_xml(rights.licence)
    indent(root, space="")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()
