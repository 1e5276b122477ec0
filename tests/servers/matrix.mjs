/** docs/servers.md: what was measured, as a table. */

const HEAD = `# Servers, as measured

Every example case and a Bundle of Synthea's was loaded into each of these servers by every strategy it supports: loaded, loaded
again, one line edited and loaded, found by patient and by identifier, and taken back. What the loader said was checked against the
server itself. This page is written by \`npm run servers -- --write\`; with \`--all\` every case is taken also where
that is slow (else three), and Helios, too. Servers that cannot be run here are emulated in tests/load from the [table of servers](server-knowledge.md).
`;

/**
 * @param {object[]} rows one per server and strategy
 * @param {Date} date of the measurement
 */
export function matrix(rows, date) {
  const names = [...new Set(rows.map(({ name }) => name))];
  const sections = names.map((name) => {
    const own = rows.filter((row) => row.name === name);
    const lines = own.map(({ strategy, why, ...row }) =>
      why
        ? `| ${strategy} | – ${why} | | | | | | |`
        : `| ${strategy} | ${row.problems === 0 ? "as it should be" : `${row.problems} problems`} | ${row.entries} | ${row.loads} | ${row.duplicates} | ${row.lost} | ${row.different}${reasons(row)} | ${row.undone} |`,
    );
    return [
      `## ${name}`,
      "",
      "| strategy | result | entries | loads | duplicates | lost | read back different | taken back |",
      "|---|---|---|---|---|---|---|---|",
      ...lines,
      "",
    ].join("\n");
  });
  return `${HEAD}\nMeasured on ${date.toISOString().slice(0, 10)}.\n\n${sections.join("\n")}`;
}

const reasons = ({ different, reasons: said }) => (different > 0 ? ` (${[...said].join(", ")})` : "");
