var kart_steder = L.map(
"kart_steder",
{
center: [60.120000000000005, 12.120000000000001],
crs: L.CRS.EPSG3857,
...{
"zoom": 11,
"zoomControl": false,
"preferCanvas": false,
"attributionControl": true,
"maxZoom": 18,
"scrollWheelZoom": false,
"zoomSnap": 0.25,
}
}
);
kart_steder.fitBounds(
[[60.109, 12.109], [60.131, 12.131]],
{"maxZoom": 18, "paddingBottomRight": [36, 36], "paddingTopLeft": [64, 36]}
);
Kart.lag(kart_steder,{"base":"/mini/assets/grunnkart.a0a93629035c.geojson","places":"/mini/assets/steder-steder.63b18e723a4a.geojson"});
