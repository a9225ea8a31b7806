var kart_skoler = L.map(
"kart_skoler",
{
center: [60.11, 12.075],
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
kart_skoler.fitBounds(
[[60.099, 12.049], [60.121, 12.101]],
{"maxZoom": 18, "paddingBottomRight": [36, 36], "paddingTopLeft": [64, 36]}
);
Kart.lag(kart_skoler,{"base":"/mini/assets/grunnkart.a0a93629035c.geojson","places":"/mini/assets/steder-skoler.6ab5cc41ebb4.geojson"});
