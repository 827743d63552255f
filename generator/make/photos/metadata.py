"""The metadata of a variant: rights, caption and source type. No other metadata of the original is
published; where all are empty, there is no metadata."""

from __future__ import annotations

from xml.etree import ElementTree

from generator.make.xml_text import for_xml
from generator.model.outputs import PhotoOutput

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""IPTC's vocabulary of digital source types; a source type is the last part of an address in it."""

PLUS = "http://ns.useplus.org/ldf/vocab/"
"""The vocabulary of the PLUS Coalition."""

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


def is_silent(variant: PhotoOutput) -> bool:
    """Whether there is nothing to write."""
    rights = variant.rights
    said = (rights.creator, rights.credit, rights.copyright, rights.statement, rights.licensor, rights.licensor_url)
    return not any((*said, variant.caption, variant.source_type, variant.data_mining))


def exif(variant: PhotoOutput) -> bytes:
    """Return ImageDescription, Artist and Copyright (EXIF 3.0), or no bytes if all are empty. They
    are in UTF-8, which earlier versions do not define and all readers expect."""
    from PIL.Image import Exif  # noqa: PLC0415 - only when there is a picture to make

    fields = Exif()
    rights = variant.rights
    for tag, value in ((0x010E, variant.caption), (0x013B, rights.creator), (0x8298, rights.copyright)):
        if value:
            fields[tag] = value.encode("utf-8", "replace")
    return fields.tobytes() if len(fields) else b""


def xmp(variant: PhotoOutput) -> bytes:
    """Return an XMP packet (ISO 16684-1) with those properties of the IPTC Photo Metadata Standard
    that have a value. They are: dc:creator, photoshop:Credit, dc:rights and xmpRights:Marked,
    xmpRights:WebStatement, plus:Licensor, plus:DataMining, dc:description and
    Iptc4xmpExt:DigitalSourceType."""
    rights = variant.rights
    packet = ElementTree.Element("x:xmpmeta", {"xmlns:x": "adobe:ns:meta/"})
    rdf = ElementTree.SubElement(packet, "rdf:RDF", {"xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"})
    declared = {f"xmlns:{prefix}": address for prefix, address in _NAMESPACES.items()}
    about = ElementTree.SubElement(rdf, "rdf:Description", {"rdf:about": "", **declared})
    _add(about, "dc:creator/rdf:Seq/rdf:li", rights.creator)
    _add(about, "photoshop:Credit", rights.credit)
    _add(about, "dc:rights/rdf:Alt/rdf:li", rights.copyright)
    _add(about, "xmpRights:Marked", "True" if rights.copyright else "")
    _add(about, "xmpRights:WebStatement", rights.statement)
    if rights.licensor or rights.licensor_url:
        licensor = _inside(about, "plus:Licensor/rdf:Seq/rdf:li")
        licensor.set("rdf:parseType", "Resource")
        _add(licensor, "plus:LicensorName", rights.licensor)
        _add(licensor, "plus:LicensorURL", rights.licensor_url)
    _add(about, "plus:DataMining", variant.data_mining and PLUS + variant.data_mining)
    _add(about, "dc:description/rdf:Alt/rdf:li", variant.caption)
    _add(about, "Iptc4xmpExt:DigitalSourceType", variant.source_type and SOURCE_TYPES + variant.source_type)
    body = ElementTree.tostring(packet, encoding="unicode")
    opening = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return f'{opening}{body}<?xpacket end="r"?>'.encode()


def _add(parent: ElementTree.Element, path: str, value: str) -> None:
    """Add a property with its text, unless that is empty. `path` names the elements around the
    text, outermost first."""
    if text := for_xml(value):
        _inside(parent, path).text = text


def _inside(parent: ElementTree.Element, path: str) -> ElementTree.Element:
    """Add new elements, each inside the one before; return the innermost. A list of languages gets
    one entry, the default."""
    element = parent
    for name in path.split("/"):
        element = ElementTree.SubElement(element, name)
    if "/rdf:Alt/" in path:
        element.set("xml:lang", "x-default")
    return element
