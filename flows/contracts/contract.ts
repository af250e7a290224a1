/** A canonical document as a versioned JSON Schema 2020-12. A published contract is never changed; a change is a new version. */
export type Contract = {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly schema: Readonly<Record<string, unknown>>;
};

/** The name by which flows mean a contract: `order@1`. */
export function contractName(contract: Pick<Contract, 'name' | 'version'>): string {
  return `${contract.name}@${contract.version}`;
}
