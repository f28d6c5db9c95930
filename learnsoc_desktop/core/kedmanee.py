"""What the keys meant: text typed with the Thai layout on, read as the keys of the other layout."""

# The Kedmanee layout: the same keys without and with Shift, against those of a US keyboard.
_KEDMANEE = 'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_US = (
    "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"
)
_TO_US = str.maketrans(_KEDMANEE, _US)


def as_us_keys(text: str) -> str:
    """Return what the same keys give on a US layout: ``//ฝๅๅฝุต`` is ``22/11/69``."""
    return text.translate(_TO_US)
