import type { CaseReport } from './rehearse.ts';

/** Reports of test cases as JUnit XML, one suite a flow, as build servers read it. */
export function junitXml(suites: readonly { readonly name: string; readonly results: readonly CaseReport[] }[]): string {
  const lines = suites.map(({ name, results }) => {
    const failures = results.filter((result) => !result.passed).length;
    const time = seconds(results.reduce((sum, result) => sum + result.durationMs, 0));
    const cases = results.map((result) => caseXml(name, result)).join('');
    return `  <testsuite name="${escaped(name)}" tests="${results.length}" failures="${failures}" errors="0" skipped="0" time="${time}">\n${cases}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${lines.join('')}</testsuites>\n`;
}

function caseXml(suite: string, { name, durationMs, findings }: CaseReport): string {
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds(durationMs)}"`;
  const [first] = findings;
  if (!first) return `${head}/>\n`;
  const all = findings.map(({ message }) => message).join('\n');
  return `${head}>\n      <failure message="${escaped(first.message)}">${escaped(all)}</failure>\n    </testcase>\n`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters have no place in XML 1.0, however they are written. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (sign) => names[sign] as string);
}
