import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/fhir/json.js";
import { createValidator } from "../../src/validate/index.js";
import { ask, bundleOf, observation, patient, post, testServer } from "./server.js";

const validator = createValidator();
const server = () => testServer({ validate: (resource) => validator.validate(resource) });

describe("with the real validator", () => {
  it("describes itself in a valid CapabilityStatement", () => {
    const { text = "", body } = ask(server(), "GET", "/metadata");
    expect(validator.validate(parseJson(text))).toEqual([]);
    expect(body).toMatchObject({ resourceType: "CapabilityStatement", fhirVersion: "4.0.1", kind: "instance" });
  });

  it("answers in valid resources: searchset, history, transaction-response, OperationOutcome", () => {
    const one = server();
    const answers = [
      ask(one, "POST", "/", bundleOf("transaction", post(patient({ active: true })), post(patient({ active: false })))),
      ask(one, "GET", "/Patient?_count=1"),
      ask(one, "GET", "/Patient/new-1/_history"),
      ask(one, "GET", "/Patient/none"),
      ask(
        one,
        "POST",
        "/",
        bundleOf("batch", post(patient({ gender: "x" })), { request: { method: "GET", url: "Patient/new-1" } }),
      ),
      ask(one, "PUT", "/Patient/new-1", patient({ id: "new-1", gender: "x" })),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 404, 200, 422]);
    for (const { text = "" } of answers) {
      expect(validator.validate(parseJson(text)).filter((one) => one.severity === "error")).toEqual([]);
    }
  });

  it("refuses what is not valid, with all reasons at their places, and stores nothing of that transaction", () => {
    const one = server();
    const bundle = bundleOf(
      "transaction",
      post(patient({ active: true })),
      post(patient({ birthDate: "1980-02-30", gendre: "male" })),
      post(observation({ status: "finished" })),
    );
    const answer = ask(one, "POST", "/", bundle);
    expect(answer.status).toBe(422);
    const errors = answer.body.issue.filter((issue) => issue.severity === "error");
    expect(errors.flatMap((issue) => issue.expression).sort()).toEqual([
      "Bundle.entry[1].resource.birthDate",
      "Bundle.entry[1].resource.gendre",
      "Bundle.entry[2].resource.status",
    ]);
    expect(ask(one, "GET", "/Patient").body.total).toBe(0);
  });
});
