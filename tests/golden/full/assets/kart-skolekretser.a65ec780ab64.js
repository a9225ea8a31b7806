var kart_skolekretser = L.map(
"kart_skolekretser",
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
kart_skolekretser.fitBounds(
[[60.079, 12.029], [60.141, 12.121]],
{"maxZoom": 18, "paddingBottomRight": [36, 36], "paddingTopLeft": [64, 36]}
);
Kart.lag(kart_skolekretser,{"base":"/mini/assets/grunnkart.a0a93629035c.geojson","places":"/mini/assets/steder-skolekretser.1f74577bb159.geojson"});
