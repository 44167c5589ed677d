"""Short notes as clinicians write them, each with all the codes that a coder would sign, and no other."""

import pytest

from sporo_clinical.icd10cm.coding import code_text, codes_of
from sporo_clinical.icd10cm.found import Reason
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
    "Heart attack 2015.": "I25.2",
    "Stroke (2019).": "Z86.73",
    "TIA last year.": "Z86.73",
    "History of encephalitis in 1999.": "Z86.61",
    "Mastectomy for breast cancer 2010.": "Z85.3",
    "PMH: CAD, CHF, AF, MI, OSA.": "I25.10 I50.9 I48.91 I25.2 G47.33",
    "Headaches.": "R51.9",
    "Earaches.": "H92.09",
    "A-fib on Eliquis.": "I48.91 Z79.01",
    "UTIs.": "N39.0",
    "CHEST PAIN": "R07.9",
    "ASTHMA EXACERBATION\nHYPERTENSION": "J45.901 I10",
    "Left knee osteoarthritis.": "M17.12",
    "Knee osteoarthritis.": "M17.9",
    "Bilateral knee OA.": "M17.0",
    "Osteoarthritis of right hip.": "M16.11",
    "Bilateral knee pain.": "M25.561 M25.562",
    "Lt shoulder pain.": "M25.512",
    "Cerumen impaction, both ears.": "H61.23",
    "Hand, foot and mouth disease.": "B08.4",
    "HIV, asymptomatic.": "Z21",
    "ADHD, combined type.": "F90.2",
    "Nicotine dependence, cigarettes.": "F17.210",
    "Major depression, single episode, severe.": "F32.2",
    "Gallstones with acute cholecystitis.": "K80.00",
    "Lumbar disc herniation with radiculopathy.": "M51.16",
    "History of stroke with left hemiparesis.": "I69.354",
    "Mild NPDR.": "E11.3299",
    "Type 1 diabetes. Diabetic nephropathy.": "E10.21",
    "Bell's palsy. Type 2 diabetes.": "G51.0 E11.9",
    "T2DM with neuropathy.": "E11.40",
    "B12 deficiency anemia.": "D51.9",
    "Sequela of right wrist fracture.": "S52.501S",
    "Right wrist fracture with malunion.": "S52.501P",
    "Otitis media right ear with ear pain and fever.": "H66.91",
    "Chronic migraine without aura.": "G43.709",
    "Fifth metatarsal fracture right foot.": "S92.351A",
    "Child with obesity, BMI 97th percentile.": "E66.9 Z68.54",
    "Basal cell carcinoma of nose.": "C44.311",
    "Poison ivy rash.": "L23.7",
    "Twin pregnancy, 20 weeks.": "O30.002 Z3A.20",
    "Heart failure with reduced ejection fraction, acute on chronic.": "I50.23",
    "Vertebral compression fracture due to osteoporosis.": "M80.08XA",
    "Wet macular degeneration.": "H35.3290",
    "Foreign body in left eye.": "T15.92XA",
    "Subclinical hypothyroidism.": "E03.8",
    "Drug-induced rash from sulfa.": "L27.0",
    "Pregnant, second trimester, with UTI.": "O23.42",
    "28 weeks pregnant. Iron deficiency anemia.": "O99.013 D50.9 Z3A.28",
    "Type 1 diabetes, 20 weeks pregnant.": "O24.012 E10.9 Z3A.20",
    "Pregnant 30 weeks. Hypertension.": "O10.013 Z3A.30",
    "Preeclampsia at 35 weeks.": "O14.93 Z3A.35",
    "Pregnant with hyperemesis.": "O21.0",
    "Pregnant.": "Z33.1",
}
NOT_CODED = {
    "Working diagnosis: gout.": ("M10.9", Reason.UNCERTAIN),
    "Pneumonia?": ("J18.9", Reason.UNCERTAIN),
    "?asthma": ("J45.909", Reason.UNCERTAIN),
    "Pneumonia is less likely.": ("J18.9", Reason.UNCERTAIN),
    "Scheduled for left BKA.": ("Z89.512", Reason.PLANNED),
    "Awaiting kidney transplant.": ("Z94.0", Reason.PLANNED),
    "Tetanus given.": ("A35", Reason.PLANNED),
    "TB test needed.": ("A15.9", Reason.PLANNED),
    "Brother-in-law has tuberculosis.": ("A15.9", Reason.ANOTHER),
    "Coworker tested positive for COVID.": ("U07.1", Reason.ANOTHER),
    "Diabetes [ ]": ("E11.9", Reason.DENIED),
    "Diabetes: N.": ("E11.9", Reason.DENIED),
}


@pytest.mark.parametrize(("text", "codes"), NOTES.items())
def test_a_short_note_is_coded_whole(text: str, codes: str) -> None:
    assert [dotted(found.code) for found in codes_of(text)] == codes.split()


@pytest.mark.parametrize(("text", "considered"), NOT_CODED.items())
def test_what_is_no_condition_of_this_visit_is_considered_only(
    text: str, considered: tuple[str, Reason]
) -> None:
    coding = code_text(text)
    assert not coding.codes
    assert [(dotted(one.code), one.reason) for one in coding.considered] == [considered]


def test_a_test_that_was_positive_is_coded() -> None:
    assert [one.code for one in codes_of("COVID test positive.")] == ["U071"]
