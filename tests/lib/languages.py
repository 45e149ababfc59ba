"""A small directory in English, Spanish and Arabic, of which parts are not
translated, and some Arabic words of the interface. Every English text has ENG
in it, every Spanish one ESP, every Arabic one ARA."""


DIRECTORY = """\
[directory]
title = List ENG
title.es = Lista ESP
title.ar = قائمة ARA
languages = en, es, ar
namespace = https://example.org/list
time-zone = America/New_York
crisis = help
note = Note ENG
note.es = Nota ESP

[facet:audience]
name = For ENG
name.es = Para ESP
name.ar = لمن ARA
open = yes

[audience:workers]
name = Workers ENG
name.es = Trabajadores ESP

[audience:families]
name = Families ENG
name.ar = عائلات ARA

[kind:unit]
name = Unit ENG

[answered-by:ngo]
name = Answered ENG.
name.es = Contesta ESP.
name.ar = يجيب ARA.
caution = Think ENG.
help = yes

[start:work]
name = My boss ENG
name.es = Mi jefe ESP
filter = audience=workers

[phone:help]
number = +1-202-555-0111
purpose = Help ENG
purpose.es = Ayuda ESP
purpose.ar = مساعدة ARA
answered-by = ngo
prompt = Press ENG
languages = Latin ENG
note = Say ENG
note.es = Diga ESP
verified = 2026-01-01 | a page ENG

[entry:top]
name = Top ENG
name.es = Arriba ESP
kind = unit
summary = Does ENG.
summary.es = Hace ESP.
summary.ar = يفعل ARA.
audience = workers | because ENG
audience.es = workers | porque ESP
note = First ENG
note = Second ENG
note.es = Primera ESP
note.es = Segunda ESP
fact = Fact ENG | book ENG
fact.es = Hecho ESP
correction = Wrong ENG | paper ENG
link = https://example.org/ | Site ENG
link.es = https://example.org/ | Sitio ESP
link = https://example.org/b | Other ENG
how = Ask ENG
phone = help

[entry:below]
name = Below ENG
kind = unit
listed-under = top
summary = Serves ENG.
note = First ENG
note = Second ENG
note.es = Primera ESP
audience = families
"""

# Words of an interface that the program is not shipped with.
ARABIC = """\
[locale]
name = العربية
direction = rtl

[text]
title = موارد
crisis = احصل على المساعدة الآن
call = اتصل
unconfirmed = لم نتمكن من تأكيد هذا الرقم.
exit = غادر هذه الصفحة
exit-label = مغادرة هذه الصفحة
safety = هل يراقب أحد هذا الجهاز؟
safety-history = قد يرى الآخرون الصفحات التي فتحت هنا.
safety-exit = مغادرة الصفحة لا تمحو شيئا.
safety-device = قد يكون جهاز آخر أكثر أمانا.
"""
