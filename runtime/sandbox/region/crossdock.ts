import { $c, $f, $p, $t, $x } from '@crossdock/nodes/contract/expression-scope';
import { lookupIn } from '@crossdock/nodes/library/lookup';
import type { LookupTableData } from '@crossdock/nodes/library/lookup-index';
import { functions, pureParts } from '@crossdock/nodes/sandbox-library';
import * as givenRecords from '../../rehearsal/given-records.run.ts';
import { type ContractCode, contractResources } from './contract-runtime.ts';
import { regionProgram } from './execute-region.ts';
import type { RegionProgram } from './program.ts';

type Realm = Pick<RegionProgram, 'pin' | 'elapsed'>;
type Compiled = Pick<RegionProgram, 'enter' | 'extraction' | 'nodes'> & { readonly contracts: Readonly<Record<string, ContractCode>> };

/** What stands for a step in a test is no node type of the library. */
const library = { ...pureParts, 'internal.message@1': givenRecords, 'internal.records@1': givenRecords };

/** What programs are handed: the expression scope, the function library, and the executor of regions. */
export function crossdockOf(realm: Realm) {
  return {
    ...realm,
    scope: { $x, $t, $c, $f, $p },
    functions,
    /** `lookup` over tables that came with the program as JSON. */
    lookups: (tables: Readonly<Record<string, string>> | undefined, env: () => string) =>
      lookupIn(
        (name) => (tables && Object.hasOwn(tables, name) ? (JSON.parse(tables[name] as string) as LookupTableData) : undefined),
        env,
      ),
    /** Contracts by name, for those who check documents outside of a flow. */
    contracts: contractResources,
    region: ({ contracts, ...program }: Compiled) =>
      regionProgram({ ...program, ...realm, library: library as RegionProgram['library'], resources: contractResources(contracts) }),
  };
}
