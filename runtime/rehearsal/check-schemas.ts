import { createHash } from 'node:crypto';
import type { Contract } from '@crossdock/flows/contracts/contract';
import type { TestCase } from '@crossdock/flows/document/flow';
import { contractCode } from '../engine/plan/contract-code.ts';
import { type Sandbox, SandboxError } from '../sandbox/sandbox.ts';
import { type Finding, type Outcome, runFinding } from './judge/judge.ts';

type Violations = Outcome['violations'];

/**
 * Holds outputs against the schemas of a test case, in the sandbox: a pattern of a schema can take longer than anybody waits. What is wrong with a schema
 * itself is a finding.
 */
export async function checkSchemas(
  { sandbox, contracts }: { readonly sandbox: Sandbox; readonly contracts: { get(name: string): Contract | undefined } },
  schemas: TestCase['expect']['schemas'],
  outputs: Outcome['outputs'],
): Promise<{ readonly violations: Violations; readonly findings: readonly Finding[] }> {
  const violations: Record<string, Violations[string]> = {};
  const findings: Finding[] = [];
  for (const [key, schema] of Object.entries(schemas)) {
    const place = `expect.schemas.${key}`;
    const contract = typeof schema === 'string' ? contracts.get(schema) : ({ name: place, schema } as unknown as Contract);
    if (!contract) {
      findings.push(runFinding(`${place}: there is no contract ${String(schema)}. Choose another one.`));
      continue;
    }
    try {
      const answer = await sandbox.call(programOf(contract), JSON.stringify(outputs[key] ?? []), { timeoutMs: 5000 });
      violations[key] = JSON.parse(answer) as Violations[string];
    } catch (error) {
      if (error instanceof SandboxError && error.code === 'CLOSED') throw error;
      findings.push(runFinding(`${place}: the schema cannot be used: ${error instanceof Error ? error.message : String(error)}`));
    }
  }
  return { violations, findings };
}

function programOf(contract: Contract) {
  const source = `(crossdock) => {
"use strict";
const validate = crossdock.contracts({ it: ${contractCode(contract)} }).contract('it');
return (input) => JSON.stringify(JSON.parse(input).flatMap((json, item) => validate(json).map((one) => ({ item, ...one }))));
}`;
  return { hash: createHash('sha256').update(source).digest('hex'), source };
}
