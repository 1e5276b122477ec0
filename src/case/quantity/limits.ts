/**
 * Limits beyond which a slip of the pen or another unit is likelier than the value. Data only.
 *
 * They are our own choice and follow no source: far wider than any reference range. A value within them may still be wrong, and
 * one beyond them right.
 */

export interface Limits {
  /** As messages call it. */
  name: string;
  /** Other names of the same, in lower case. */
  names: readonly string[];
  /** UCUM unit -> lowest and highest value; a unit for each dimension it is measured in, "" for a bare number. */
  limits: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** Further units that it is written in. */
  also?: readonly string[];
}

export const LIMITS: readonly Limits[] = [
  {
    name: "body temperature",
    names: ["temperature", "temp", "axillary temperature", "rectal temperature", "core temperature"],
    limits: { Cel: [10, 48], "[degF]": [50, 118], K: [283, 321] },
  },
  { name: "heart rate", names: ["hr", "pulse", "pulse rate"], limits: { "/min": [0, 400] } },
  { name: "respiratory rate", names: ["rr", "breathing rate", "respiration rate"], limits: { "/min": [0, 150] } },
  {
    name: "oxygen saturation",
    names: ["spo2", "sao2", "o2 saturation", "oxygen saturation (spo2)"],
    limits: { "%": [0, 100] },
  },
  { name: "blood pressure", names: ["bp", "arterial pressure"], limits: { "mm[Hg]": [0, 400] } },
  { name: "systolic blood pressure", names: ["systolic pressure", "sbp"], limits: { "mm[Hg]": [0, 400] } },
  { name: "diastolic blood pressure", names: ["diastolic pressure", "dbp"], limits: { "mm[Hg]": [0, 300] } },
  { name: "mean arterial pressure", names: ["map"], limits: { "mm[Hg]": [0, 350] } },
  { name: "body weight", names: ["weight"], limits: { kg: [0.2, 650] }, also: ["g", "[lb_av]"] },
  { name: "birth weight", names: ["birthweight"], limits: { kg: [0.2, 11] }, also: ["g", "[lb_av]"] },
  { name: "body height", names: ["height", "body length"], limits: { cm: [15, 275] }, also: ["m", "mm", "[in_i]"] },
  { name: "birth length", names: ["length at birth"], limits: { cm: [15, 75] }, also: ["mm"] },
  { name: "body mass index", names: ["bmi"], limits: { "kg/m2": [5, 260] } },
  { name: "head circumference", names: ["occipitofrontal circumference"], limits: { cm: [10, 100] }, also: ["mm"] },
  { name: "gestational age", names: ["gestation"], limits: { wk: [0, 46] }, also: ["d"] },
  { name: "ejection fraction", names: ["lvef", "ef", "left ventricular ejection fraction"], limits: { "%": [0, 100] } },
  { name: "Apgar score", names: ["apgar"], limits: { "": [0, 10] } },
  { name: "Glasgow Coma Scale", names: ["gcs", "glasgow coma score"], limits: { "": [3, 15] } },
  {
    name: "haemoglobin",
    names: ["hemoglobin", "hb", "hgb"],
    limits: { "g/L": [5, 300], "mmol/L": [0.3, 19] },
    also: ["g/dL"],
  },
  {
    name: "haematocrit",
    names: ["hematocrit", "hct", "packed cell volume", "pcv"],
    limits: { "%": [1, 85] },
    also: ["L/L"],
  },
  {
    name: "platelets",
    names: ["platelet", "plt", "thrombocytes", "thrombocyte"],
    limits: { "10*9/L": [0, 4000] },
    also: ["/uL", "10*3/uL"],
  },
  {
    name: "white blood cells",
    names: [
      "white blood cell",
      "white cell",
      "white cells",
      "white",
      "wbc",
      "wcc",
      "leukocytes",
      "leucocytes",
      "leukocyte",
      "leucocyte",
    ],
    limits: { "10*9/L": [0, 2000] },
    also: ["/uL", "10*3/uL"],
  },
  { name: "mean corpuscular volume", names: ["mcv", "mean cell volume"], limits: { fL: [30, 200] } },
  {
    name: "INR",
    names: ["international normalised ratio", "international normalized ratio"],
    limits: { "": [0.1, 60] },
  },
  {
    name: "erythrocyte sedimentation rate",
    names: ["esr", "sedimentation rate"],
    limits: { "mm/h": [0, 250], mm: [0, 250] },
  },
  {
    name: "C-reactive protein",
    names: ["crp", "c reactive protein"],
    limits: { "mg/L": [0, 1000], "nmol/L": [0, 9500] },
    also: ["mg/dL"],
  },
  { name: "sodium", names: ["na", "na+"], limits: { "mmol/L": [70, 260] } },
  { name: "potassium", names: ["k", "k+"], limits: { "mmol/L": [0.5, 18] } },
  { name: "chloride", names: ["cl", "cl-"], limits: { "mmol/L": [40, 220] } },
  { name: "bicarbonate", names: ["hco3", "hco3-"], limits: { "mmol/L": [0.5, 90] } },
  {
    name: "calcium",
    names: ["ca", "corrected calcium"],
    limits: { "mmol/L": [0.3, 9], "mg/L": [12, 360] },
    also: ["mg/dL"],
  },
  { name: "magnesium", names: ["mg"], limits: { "mmol/L": [0.05, 25], "mg/dL": [0.1, 60] } },
  { name: "phosphate", names: ["phosphorus"], limits: { "mmol/L": [0.03, 20], "mg/dL": [0.1, 62] } },
  { name: "glucose", names: ["sugar"], limits: { "mmol/L": [0, 220], "mg/dL": [0, 4000] }, also: ["g/L"] },
  { name: "creatinine", names: ["creat"], limits: { "umol/L": [4, 5300], "mg/dL": [0.045, 60] } },
  { name: "urea", names: [], limits: { "mmol/L": [0.1, 150], "mg/dL": [0.6, 900] } },
  { name: "blood urea nitrogen", names: ["bun"], limits: { "mmol/L": [0.1, 150], "mg/dL": [0.3, 420] } },
  { name: "uric acid", names: ["urate"], limits: { "umol/L": [1, 6000], "mg/dL": [0.02, 100] } },
  { name: "bilirubin", names: [], limits: { "umol/L": [0, 2000], "mg/dL": [0, 117] } },
  { name: "albumin", names: [], limits: { "g/L": [1, 90], "umol/L": [15, 1400] }, also: ["g/dL"] },
  { name: "total protein", names: ["protein", "proteins"], limits: { "g/L": [0, 300] }, also: ["g/dL"] },
  { name: "lactate", names: ["lactic acid"], limits: { "mmol/L": [0, 70], "mg/dL": [0, 630] } },
  {
    name: "arterial pH",
    names: ["blood ph", "venous ph", "capillary ph"],
    limits: { "[pH]": [6.2, 8.2], "": [6.2, 8.2] },
  },
  { name: "pH", names: [], limits: { "[pH]": [0, 14], "": [0, 14] } },
];
