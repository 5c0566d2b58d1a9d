"""Las 16 provincias y los 47 municipios de Cochabamba, con su código INE.

Fuente: catálogo del INE de Bolivia (dominio D.5 [CITADO R33]).
"""

PROVINCIAS: dict[str, tuple[str, tuple[str, ...]]] = {
    "0301": ("Cercado", ("Cochabamba",)),
    "0302": ("Campero", ("Aiquile", "Pasorapa", "Omereque")),
    "0303": ("Ayopaya", ("Independencia", "Morochata", "Cocapata")),
    "0304": ("Esteban Arze", ("Tarata", "Anzaldo", "Arbieto", "Sacabamba")),
    "0305": ("Arani", ("Arani", "Vacas")),
    "0306": ("Arque", ("Arque", "Tacopaya")),
    "0307": ("Capinota", ("Capinota", "Santivañez", "Sicaya")),
    "0308": ("Germán Jordán", ("Cliza", "Toco", "Tolata")),
    "0309": (
        "Quillacollo",
        ("Quillacollo", "Sipe Sipe", "Tiquipaya", "Vinto", "Colcapirhua"),
    ),
    "0310": ("Chapare", ("Sacaba", "Colomi", "Villa Tunari")),
    "0311": ("Tapacarí", ("Tapacarí",)),
    "0312": (
        "José Carrasco",
        ("Totora", "Pojo", "Pocona", "Chimoré", "Puerto Villarroel", "Entre Ríos"),
    ),
    "0313": ("Mizque", ("Mizque", "Vila Vila", "Alalay")),
    "0314": (
        "Punata",
        (
            "Punata",
            "Villa Rivero",
            "San Benito",
            "Tacachi",
            "Cuchumuela (Villa Gualberto Villarroel)",
        ),
    ),
    "0315": ("Bolívar", ("Bolívar",)),
    "0316": ("Tiraque", ("Tiraque", "Shinahota")),
}


def provincias() -> tuple[str, ...]:
    """Devuelve los nombres de las provincias, por código."""
    return tuple(nombre for nombre, _ in PROVINCIAS.values())


def municipios() -> tuple[tuple[str, str], ...]:
    """Devuelve (municipio, provincia), por código."""
    return tuple(
        (municipio, provincia) for provincia, suyos in PROVINCIAS.values() for municipio in suyos
    )


def nombres_de_municipios() -> dict[str, str]:
    """Devuelve el nombre de cada municipio por su código INE de seis cifras."""
    return {
        f"{codigo}{lugar:02}": municipio
        for codigo, (_, suyos) in PROVINCIAS.items()
        for lugar, municipio in enumerate(suyos, 1)
    }
