var kart_tomter = L.map(
"kart_tomter",
{
center: [60.15, 12.15],
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
kart_tomter.fitBounds(
[[60.099, 12.099], [60.201, 12.201]],
{"maxZoom": 18, "paddingBottomRight": [36, 36], "paddingTopLeft": [64, 36]}
);
Kart.lag(kart_tomter,{"base":"/mini/assets/grunnkart.a0a93629035c.geojson","places":"/mini/assets/steder-tomter.5d75e3d0e4bd.geojson"});
