from hypothesis import given
from hypothesis import strategies as st

from learnsoc_desktop.core.thai import fold, normalise, sort_key, words

LETTERS = "กขคงจชซดตถทนบปผพฟมยรลวสหอฤ"
VOWELS = "ะาำ\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3aเแโใไๅ"
MARKS = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
OTHERS = " ๆฯ-.09๐๙aZ\u00e9\u00a0\u200b\ufeff\u00ad\n\r\t\x00"
THAI = st.text(LETTERS + VOWELS + MARKS + OTHERS, max_size=24)
ANY = st.one_of(THAI, st.text(max_size=24))
SYLLABLE = st.from_regex(r"\A[เแโใไ]?[ก-ฮ][ัิ-ู]?[่-์]?[ะาำ]?[ -ๆ๙A]?\Z")
WORD = st.text(LETTERS + "าีูเแโไ่้์", min_size=1, max_size=8)


@given(ANY)
def test_that_repairing_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    once.encode()
    assert "\0" not in once
    assert "  " not in once
    assert once == once.strip()


@given(st.lists(SYLLABLE, max_size=6).map("".join))
def test_that_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_that_search_finds_text_however_it_was_typed(text):
    assert fold(normalise(text)) == fold(text)


@given(ANY)
def test_that_a_repaired_text_keeps_its_place(text):
    assert sort_key(normalise(text)) == sort_key(text)
    assert "\0" not in sort_key(text)


@given(st.lists(ANY, max_size=8))
def test_that_keys_sort_the_same_as_bytes_and_as_text(texts):
    keys = [sort_key(text) for text in texts]
    assert sorted(keys) == sorted(keys, key=str.encode)


@given(WORD, WORD)
def test_that_a_word_stands_before_what_it_begins(first, more):
    first, longer = normalise(first), normalise(first) + "ก" + normalise(more)
    if normalise(longer) == longer and not longer.startswith(first + "\u0e33"):
        assert sort_key(first) < sort_key(longer) or first[-1] in "เแโใไ"


@given(WORD, WORD, WORD, WORD)
def test_that_last_names_decide_only_between_equal_first_names(a, b, last, other):
    if sort_key(a) < sort_key(b):
        assert sort_key(f"{a} {last}") < sort_key(f"{b} {other}")


@given(st.text(LETTERS + VOWELS + MARKS + " ()ๆ", max_size=30))
def test_that_words_joined_are_the_text_again(text):
    assert "".join(words(text)) == text
