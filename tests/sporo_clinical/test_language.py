import pytest

from sporo_clinical.language import is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "Paciente de 60 años con dolor en el pecho desde hace dos días, sin fiebre.",
        "Le patient se plaint d'une douleur dans la poitrine depuis deux jours, sans fièvre.",
        "Der Patient ist seit zwei Tagen mit Schmerzen in der Brust und ohne Fieber hier.",
        "A paciente chegou com dor no peito, sem febre, há mais de dois dias, e com uma tosse.",
        "Il paziente ha dolore che dura da due giorni, senza febbre, e sono comparsi i brividi di notte.",
        "De patient heeft sinds twee dagen pijn op de borst zonder koorts en een hoest, niet benauwd.",
        "Пациент жалуется на боль в груди.",
        "患者主诉胸痛两天。",
    ],
)
def test_another_language_is_told(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Diabetes mellitus Typ 2, arterielle Hypertonie, Vorhofflimmern",
        "Akute Bronchitis, Fieber, Husten",
        "Chronische Niereninsuffizienz Stadium 3, Anämie",
        "Schilddrüsenunterfunktion, Migräne, Schlafstörung",
        "Hypertension artérielle, diabète type 2, fibrillation auriculaire",
        "Insuffisance cardiaque chronique, BPCO",
        "Entorse de la cheville gauche",
        "Hipertensión arterial, diabetes mellitus tipo 2, fibrilación auricular",
        "Esguince de tobillo izquierdo",
        "Neumonía adquirida en la comunidad, fiebre",
        "Ipertensione arteriosa, diabete mellito tipo 2, fibrillazione atriale",
        "Polmonite, febbre, tosse",
        "Hipertensão arterial, diabetes mellitus tipo 2, fibrilação atrial",
        "Febre, tosse, dor torácica",
    ],
)
def test_another_language_is_told_without_its_small_words(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sjögren syndrome, Ménière disease, Guillain-Barré syndrome.",
        "Café-au-lait spots. Seen by Dr. José Peña and Dr. Günther Löwe.",
        "Atrial fibrillation, hypertension, type 2 diabetes, influenza.",
        "Cafe noir, rosacea, lupus erythematosus, acanthosis nigricans, torticollis.",
        "5 µg/ml, 37 °C, CK-MB ±.",
        "Temperature 101.6 degrees Fahrenheit.",
        "I&D, auricular hematoma.",
        "Major depressive disorder.",
        "12/80 ...",
        "HTN, DM2, CKD3. F/u 3 mo. BLE edema. G2 para 1.",
        "LE edema b/l, RLE > LLE. Smith et al. Dr. Van Der Berg, Dr. De La Cruz.",
        "Patient with chest pain for two days and no fever. Seen by Dr. van den Berg of Den Haag.",
        "The patient, Maria de los Angeles del Rio, has pain of the left knee and is seen with her daughter.",
        "β-blocker, 5 µg/ml.",
    ],
)
def test_english_and_shorthand_are_not_called_foreign(text: str) -> None:
    assert not is_foreign(text)
