"""What people type in plain words, for test-words.py."""

# What people type, and an entry that must be among the first three.
ENGLISH = """
boss keeps my passport | whd osha ocft
my boss does not pay me | whd dol
they did not pay my overtime | whd
unpaid wages | whd
stolen wages farm | whd
minimum wage | whd
picking fruit for no pay | whd
h-2a visa and no overtime | whd
I got hurt at work | osha niosh
unsafe work, dangerous chemicals | osha niosh
complain about safety | osha
my kids work on a farm | whd
company supply chain forced labor | ocft
forced to work | dol ocft atip
sex trafficking of my daughter | fbi-cac innocence-lost ceos
someone has nudes of my kid online | ceos ceiu icac
internet crimes against children | icac
my child was kidnapped by her father | ceos
report trafficking | hstu ice fbi
I saw something suspicious at a neighbor | hstu ice fbi
tell the police about a pimp | hstu ice fbi ahttf
t visa | uscis
u-visa | uscis
deported | uscis fbi-civil-rights
I am undocumented and was abused | uscis fbi-civil-rights
lawyer with a pending case | uscis-vawa-unit
vawa | uscis-vawa-unit
food stamps | atip
benefits for refugees | atip
a place to sleep, I escaped | fbi-civil-rights
I want to go home to my country | fbi-civil-rights
counseling for survivors | atip ovc
poster for our clinic | rescue-restore blue-campaign
blue campaign | blue-campaign
rescue & restore | rescue-restore
rescue and restore | rescue-restore
training for police | ahttf bja blue-campaign
research grants | nij
statistics on trafficking | bjs
trafficking report ranks countries | jtip-rpa
smuggled across the border | dhs hstu hstc
FBI | fbi
j/tip | jtip
jtip | jtip
osha | osha
wage and hour | whd
labour department, wages | whd dol
exchange student visa | jtip-pe whd
"""
SPANISH = """
mi jefe no me paga | whd dol
mi patrón tiene mi pasaporte | atip whd osha ocft
me quitaron los papeles en el trabajo | atip ocft osha whd
horas extras | whd
salario mínimo | whd
trabajo en el campo y no me pagan | whd
me lastimé en el trabajo, lastimada | osha niosh
químicos peligrosos | osha niosh
trabajo infantil | ocft whd dol
me obligan a trabajar | atip dol ocft osha
me obligan a prostituirme | atip hstu
mi hija es víctima de trata sexual | ceos fbi-cac innocence-lost
fotos de mi hija en internet | ceos icac ceiu
denunciar trata | hstu ice fbi
un vecino sospechoso | hstu ice fbi
visa t | uscis
me van a deportar | uscis fbi-civil-rights
indocumentada y golpeada | uscis fbi-civil-rights
regresar a mi pais | fbi-civil-rights
albergue | fbi-civil-rights
abogado para un caso presentado | uscis-vawa-unit
estampillas de comida | atip
refugiados | atip
terapia para victimas | atip ovc
folletos | rescue-restore blue-campaign
campaña azul | blue-campaign
estadisticas | bjs
coyote en la frontera | dhs hstu hstc
derechos civiles | fbi-civil-rights
division de horas y salarios | whd
"""

# Of these no office knows better than the help line.
FORCED = [("en", "I am a slave"), ("en", "somebody forces me to have sex for money"),
          ("es", "soy esclava"), ("es", "me obligan a prostituirme")]
