"""Language tags: which are languages, and which of them a portal shows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.vocabulary.suggestions import did_you_mean_this

# BCP 47, section 2.1 (`langtag`: language, script, region, variants, extensions, private use).
_LANGUAGE: Final = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.ASCII | re.IGNORECASE,
)
# ISO 639-1 with the codes of three letters (ISO 639-2/T, then /B) that mean the same. BCP 47, 2.2.1: where a
# language has a code of two letters, that one is its tag, and `eng` is none.
_CODES: Final = """
aa=aar ab=abk ae=ave af=afr ak=aka am=amh an=arg ar=ara as=asm av=ava ay=aym az=aze ba=bak be=bel bg=bul
bi=bis bm=bam bn=ben bo=bod,tib br=bre bs=bos ca=cat ce=che ch=cha co=cos cr=cre cs=ces,cze cu=chu cv=chv
cy=cym,wel da=dan de=deu,ger dv=div dz=dzo ee=ewe el=ell,gre en=eng eo=epo es=spa et=est eu=eus,baq
fa=fas,per ff=ful fi=fin fj=fij fo=fao fr=fra,fre fy=fry ga=gle gd=gla gl=glg gn=grn gu=guj gv=glv ha=hau
he=heb hi=hin ho=hmo hr=hrv ht=hat hu=hun hy=hye,arm hz=her ia=ina id=ind ie=ile ig=ibo ii=iii ik=ipk
io=ido is=isl,ice it=ita iu=iku ja=jpn jv=jav ka=kat,geo kg=kon ki=kik kj=kua kk=kaz kl=kal km=khm kn=kan
ko=kor kr=kau ks=kas ku=kur kv=kom kw=cor ky=kir la=lat lb=ltz lg=lug li=lim ln=lin lo=lao lt=lit lu=lub
lv=lav mg=mlg mh=mah mi=mri,mao mk=mkd,mac ml=mal mn=mon mr=mar ms=msa,may mt=mlt my=mya,bur na=nau nb=nob
nd=nde ne=nep ng=ndo nl=nld,dut nn=nno no=nor nr=nbl nv=nav ny=nya oc=oci oj=oji om=orm or=ori os=oss
pa=pan pi=pli pl=pol ps=pus pt=por qu=que rm=roh rn=run ro=ron,rum ru=rus rw=kin sa=san sc=srd sd=snd
se=sme sg=sag sh=hbs si=sin sk=slk,slo sl=slv sm=smo sn=sna so=som sq=sqi,alb sr=srp ss=ssw st=sot su=sun
sv=swe sw=swa ta=tam te=tel tg=tgk th=tha ti=tir tk=tuk tl=tgl tn=tsn to=ton tr=tur ts=tso tt=tat tw=twi
ty=tah ug=uig uk=ukr ur=urd uz=uzb ve=ven vi=vie vo=vol wa=wln wo=wol xh=xho yi=yid yo=yor za=zha
zh=zho,chi zu=zul
"""
_LONG: Final = dict(pair.split("=") for pair in _CODES.split())
_SHORT: Final = {long: short for short, codes in _LONG.items() for long in codes.split(",")}
# What people write in the place of a code.
_NAMES: Final = {
    **dict.fromkeys(
        ("norsk", "bokmål", "bokmal", "bokmaal", "bm", "norwegian", "nor", "norge", "nob", "bok"), "nb"
    ),
    **dict.fromkeys(("nynorsk", "ny", "nno", "nynor"), "nn"),
    **dict.fromkeys(("engelsk", "english", "eng", "uk", "gb", "us"), "en"),
    **dict.fromkeys(("samisk", "nordsamisk", "sami", "sme"), "se"),
    **dict.fromkeys(("dansk", "danish", "dk"), "da"),
    **dict.fromkeys(("svensk", "swedish"), "sv"),
    **dict.fromkeys(("tysk", "german", "deutsch"), "de"),
    **dict.fromkeys(("fransk", "french"), "fr"),
}
# What data.norge.no reads, of a model of four languages: the same with a region is not among them.
_SHOWN: Final = re.compile(r"(nb|nn|no|en)-.+", re.IGNORECASE)


def language_fault(tag: str, place: Place) -> Finding | None:
    """Report a language tag that is not well-formed (BCP 47), or is no language."""
    if not _may_be(tag):
        if _LANGUAGE.fullmatch(tag) is None and meant_by(tag) is None:
            return finding("T401", place, tag=tag)
        meant = meant_by(tag)
        suggestion = None if meant is None else did_you_mean_this(meant)
        return finding("T403", place, tag=tag, suggestion=suggestion, meant=meant)
    return None


def key_fault(tag: str, place: Place) -> Finding | None:
    """Report what stands as the key of a text and is no language.

    Several words are the rest of a text that was cut at a comma: its help tells of quotation marks.
    """
    several = " " in tag.strip() and meant_by(tag) is None
    return finding("T403", place, tag=tag, suggestion=None) if several else language_fault(tag, place)


def region_doubt(tag: str, place: Place) -> Finding | None:
    """Report a tag with a region, of a language that the portal reads without one only."""
    match = _SHOWN.fullmatch(tag)
    return (
        None
        if match is None
        else finding("T404", place, tag=tag, right=match[1].lower(), meant=match[1].lower())
    )


def meant_by(tag: str) -> str | None:
    """Return the tag that a word or another code is written for; None where it is not known."""
    word = tag.strip().casefold()
    return _NAMES.get(word) or _SHORT.get(word)


def three_letters(tag: str) -> str | None:
    """Return the code of three letters (ISO 639-2/T), in capitals, of one of two or three; else None."""
    word = tag.strip().partition("-")[0].lower()
    codes = _LONG.get(_SHORT.get(word, word))
    return None if codes is None else codes.partition(",")[0].upper()


def short_tag(tag: str) -> str | None:
    """Return a tag whose language has its code of two letters, where it has one of three; else None."""
    language, hyphen, rest = tag.partition("-")
    short = _SHORT.get(language.lower())
    return None if short is None else f"{short}{hyphen}{rest}"


@lru_cache(maxsize=256)
def _may_be(tag: str) -> bool:
    if _LANGUAGE.fullmatch(tag) is None:
        return False
    primary = tag.partition("-")[0].lower()
    if len(primary) == 2:
        return primary in _LONG
    return len(primary) == 3 and primary not in _SHORT


__all__ = ["key_fault", "language_fault", "meant_by", "region_doubt", "short_tag", "three_letters"]
