import { describe, expect, it } from "vitest";
import type { BundleEntry } from "../../src/fhir/types.js";
import { matchAnswers, readAnswer } from "../../src/load/answers.js";
import type { PlannedRequest } from "../../src/load/index.js";

const read = (response: object, more: object = {}) => readAnswer({ response, ...more } as BundleEntry);

describe("reading an entry's answer", () => {
  it.each([
    ["201", 201],
    ["201 Created", 201],
    ["200 OK", 200],
    [" 404 ", 404],
    ["2010", undefined],
    ["ok", undefined],
  ])("status %j", (status, number) => {
    expect(read({ status }).status).toBe(number);
  });

  it.each([
    ["Patient/1/_history/2", "Patient", "1", "2"],
    ["Patient/1", "Patient", "1", undefined],
    ["http://x.org/fhir/Patient/a-1/_history/2", "Patient", "a-1", "2"],
    ["https://x.org/Patient/1/", "Patient", "1", undefined],
    ["/fhir/Patient/1", "Patient", "1", undefined],
    ["elsewhere", undefined, undefined, undefined],
  ])("location %j", (location, type, id, version) => {
    expect(read({ status: "201", location })).toEqual({
      status: 201,
      statusText: "201",
      ...(type ? { type } : {}),
      ...(id ? { id } : {}),
      ...(version ? { version } : {}),
    });
  });

  it("takes the version from the etag, and all from the resource, where the location says less", () => {
    expect(read({ status: "200", etag: 'W/"3"', location: "Patient/1" }).version).toBe("3");
    expect(read({ status: "200", etag: '"4"' }).version).toBe("4");
    expect(
      read({ status: "200" }, { resource: { resourceType: "Patient", id: "1", meta: { versionId: "5" } } }),
    ).toMatchObject({ type: "Patient", id: "1", version: "5" });
  });

  it("takes an OperationOutcome for one, wherever it stands", () => {
    const outcome = { resourceType: "OperationOutcome", issue: [] };
    expect(read({ status: "400", outcome }).outcome).toBe(outcome);
    expect(read({ status: "400" }, { resource: outcome })).toEqual({ status: 400, statusText: "400", outcome });
  });
});

const put = (type: string, id: string) => ({ type, id, url: `${type}/${id}`, method: "PUT" }) as PlannedRequest;
const post = (type: string) => ({ type, url: type, method: "POST" }) as PlannedRequest;
const answer = (type?: string, id?: string) => ({
  statusText: "201",
  ...(type ? { type } : {}),
  ...(id ? { id } : {}),
});

describe("matching answers with requests", () => {
  it("goes by position when there are as many", () => {
    const answers = [answer("B", "1"), answer()];
    expect(matchAnswers([post("A"), post("B")], answers)).toEqual(answers);
  });

  it("goes by what they name when there are fewer or more, and leaves open what is not certain", () => {
    const [a2, b] = [answer("A", "2"), answer("B", "9")];
    expect(matchAnswers([put("A", "1"), put("A", "2"), post("B")], [b, a2])).toEqual([undefined, a2, b]);
    expect(matchAnswers([post("B"), post("B"), put("A", "2")], [b, a2])).toEqual([undefined, undefined, a2]);
    expect(matchAnswers([post("B")], [b, answer("B", "8")])).toEqual([undefined]);
    expect(matchAnswers([post("B")], [])).toEqual([undefined]);
  });
});
