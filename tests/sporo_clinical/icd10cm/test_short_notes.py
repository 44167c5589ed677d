"""Short notes as clinicians write them, each with all the codes that a coder would sign, and no other."""

import pytest

from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.release import dotted

NOTES = {
    "Sprain of left ankle, follow-up visit.": "S93.402D",
    "Ankle sprain, follow up in 2 weeks.": "S93.409A",
    "Hyperlipidemia, mixed.": "E78.2",
    "MS, relapsing remitting, seen by neurology.": "G35.A",
    "Bipolar disorder, current episode depressed, mild.": "F31.31",
    "Alcohol use disorder, severe, in early remission.": "F10.21",
    "Migraine without aura, intractable.": "G43.019",
    "Migraine with aura, not intractable.": "G43.109",
    "Rotator cuff tear right shoulder, traumatic.": "S46.011A",
    "Concussion.": "S06.0XAA",
    "Concussion without loss of consciousness, initial encounter.": "S06.0X0A",
    "Concussion, no loss of consciousness.": "S06.0X0A",
    "Concussion with brief loss of consciousness.": "S06.0X1A",
    "HIV positive, asymptomatic.": "Z21",
    "HIV disease.": "B20",
    "Post-herpetic neuralgia.": "B02.29",
    "Abscess of left axilla.": "L02.412",
    "Lupus nephritis.": "M32.14",
    "Glomerulonephritis.": "N05.9",
    "Hemorrhagic cystitis.": "N30.91",
    "A hemorrhagic cyst was drained.": "",
    "Painful tumor.": "",
    "Seen by infectious diseases.": "",
    "Blood and urine cultures were sent.": "",
    "Blood in her urine since Monday.": "R31.9",
    "Pseudomonas aeruginosa grew from the sputum.": "B96.5",
    "Sepsis due to Pseudomonas.": "A41.52",
    "Right hemiparesis.": "G81.91",
    "Left hemiparesis.": "G81.94",
    "Stroke in 2019 with residual right hemiparesis.": "I69.351",
    "Stroke in 2019 with residual aphasia.": "I69.320",
    "CAD with stable angina.": "I25.118",
    "Alcoholic cirrhosis. Ascites.": "K70.31",
    "Cirrhosis due to alcohol with ascites.": "K70.31",
    "Cirrhosis with ascites.": "K74.60 R18.8",
    "Alzheimer's dementia.": "G30.9 F02.80",
    "Alzheimer's dementia with behavioral disturbance.": "G30.9 F02.818",
    "Parkinson's disease. Dementia, moderate.": "G20.A1 F02.B0",
    "Dementia with agitation.": "F03.911",
    "Diabetic foot ulcer right heel with fat layer exposed, type 2 diabetes.": "E11.621 L97.412",
    "Type 1 diabetes with hyperglycemia and proliferative diabetic retinopathy.": "E10.65 E10.3599",
    "Proliferative diabetic retinopathy.": "E11.3599",
    "Secondary diabetes due to pancreatectomy.": "E13.9",
    "Nausea and vomiting of pregnancy, 9 weeks. Prenatal visit.": "O21.9 Z3A.09",
    "Prenatal visit, 9 weeks pregnant.": "Z34.91",
    "Prostate cancer s/p prostatectomy 2018, no recurrence.": "Z85.46",
    "Prostate cancer.": "C61",
    "Breast cancer left upper outer quadrant, on tamoxifen, ER positive.": "C50.412 Z17.0 Z79.810",
    "Hypertension. Blood pressure elevated today.": "I10",
    "Blood pressure elevated today.": "R03.0",
    "Hyperthyroidism due to Graves disease.": "E05.00",
    "Hypertension. Underdosing of lisinopril due to financial hardship.": "I10 T46.4X6A Z91.120",
    "RA on methotrexate.": "M06.9 Z79.631",
}


@pytest.mark.parametrize(("text", "codes"), NOTES.items())
def test_a_short_note_is_coded_whole(text: str, codes: str) -> None:
    assert [dotted(found.code) for found in codes_of(text)] == codes.split()
