import type { MedicationItem } from "../../case/item.js";
import { readResult } from "../../case/quantity/index.js";
import type { Medication, Quantity, Ratio } from "../../fhir/types.js";
import { from, type Mapping } from "../context.js";
import { put } from "../draft.js";
import { quantityOf } from "../quantity.js";

/** Whether more is told of what was given than which drug it is. */
export const isProduct = ({ data: { brand, form, strength } }: MedicationItem): boolean =>
  (brand ?? form ?? strength) !== undefined;

/** A product: its brand is its code, and the drug an ingredient of it with its strength (R4, Medication). */
export function mapProduct(map: Mapping, item: MedicationItem): void {
  const { name, codes, brand, form, strength } = item.data;
  const draft = map.start("Medication", item.key, { kind: "medication", pointer: item.pointer, rule: "product" });
  const drug = map.concept(name, codes);
  put(draft, "code", brand ? map.concept(brand) : drug, from(item, brand ? "brand" : "name"));
  put(draft, "form", form ? map.concept(form) : undefined, from(item, "form"));
  const ingredient: NonNullable<Medication["ingredient"]>[number] = {
    itemCodeableConcept: drug,
    ...(strength ? { strength: ratioOf(strength) } : {}),
  };
  put(draft, "ingredient", brand || strength ? [ingredient] : undefined, from(item, strength ? "strength" : "name"));
}

/** `500 mg` is of one unit of the product; `500 mg/10 mL` says of how much. */
function ratioOf(strength: string): Ratio {
  const [amount = "", of] = strength.split("/");
  return {
    numerator: quantity(amount),
    denominator: of === undefined ? { value: 1 } : quantity(/^\d/.test(of) ? of : `1 ${of}`),
  };
}

/** A unit that cannot be read stays as printed. */
function quantity(text: string): Quantity {
  const read = readResult(text).value?.quantity;
  if (read) return quantityOf(read);
  const [value = "", ...unit] = text.split(" ");
  return { value: Number(value), unit: unit.join(" ") };
}
