"""Makes geo-fixture.mmdb, a GeoIP file of documentation addresses: python geo-fixture.py (mmdb_writer 0.2.7, netaddr)."""

from pathlib import Path

from mmdb_writer import MMDBWriter
from netaddr import IPSet

PLACES = [
    ("203.0.113.0/25", "DE", 52.52, 13.40),
    ("203.0.113.128/25", "DE", 48.14, 11.58),
    ("198.51.100.0/24", "JP", 35.68, 139.69),
    ("192.0.2.0/24", "FR", None, None),
    ("2001:db8:1::/48", "US", 40.71, -74.01),
]

writer = MMDBWriter(ip_version=6, database_type="GeoLite2-City", ipv4_compatible=True, float_type="f64")
for network, country, latitude, longitude in PLACES:
    location = {} if latitude is None else {"location": {"latitude": latitude, "longitude": longitude}}
    writer.insert_network(IPSet([network]), {"country": {"iso_code": country}, **location})
writer.to_db_file(str(Path(__file__).with_name("geo-fixture.mmdb")))
