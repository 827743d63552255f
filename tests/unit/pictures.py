"""Small photographs with notes in their files, for the tests of reading them."""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image

from generator.model.documents import Picture
from generator.read.photos.measure import measured


def picture_bytes(
    image_format: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any
) -> bytes:
    file = io.BytesIO()
    grain = random.Random(1).randbytes(size[0] * size[1])
    Image.frombytes("L", size, grain).convert(mode).save(file, image_format, **options)
    return file.getvalue()


def exif(tags: dict[int, Any]) -> bytes:
    block = Image.Exif()
    block.update(tags)
    return block.tobytes()


def xmp(inside: str) -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        f' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">{inside}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


def with_iptc(jpeg: bytes, fields: list[tuple[int, bytes]]) -> bytes:
    records = b"".join(b"\x1c\x02" + bytes([tag]) + struct.pack(">H", len(value)) + value for tag, value in fields)
    block = (
        b"Photoshop 3.0\x008BIM\x04\x04\x00\x00"
        + struct.pack(">I", len(records))
        + records
        + b"\0" * (len(records) % 2)
    )
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def measure(content: bytes, path: str = "photos/flag.jpg") -> Picture:
    picture = measured(path, content)
    assert isinstance(picture, Picture), picture
    return picture


def encoded(image: Image.Image, image_format: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, image_format, **options)
    return file.getvalue()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bits_apart(first: str, second: str) -> int:
    return (int(first, 16) ^ int(second, 16)).bit_count()
