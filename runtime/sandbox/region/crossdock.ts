import { $c, $f, $p, $t, $x } from '@crossdock/nodes/contract/expression-scope';
import { functions, pureParts } from '@crossdock/nodes/sandbox-library';
import { type ContractCode, contractResources } from './contract-runtime.ts';
import { regionProgram } from './execute-region.ts';
import type { RegionProgram } from './program.ts';

type Realm = Pick<RegionProgram, 'pin' | 'elapsed'>;
type Compiled = Pick<RegionProgram, 'enter' | 'extraction' | 'nodes'> & { readonly contracts: Readonly<Record<string, ContractCode>> };

/** What programs are handed: the expression scope, the function library, and the executor of regions. */
export function crossdockOf(realm: Realm) {
  return {
    ...realm,
    scope: { $x, $t, $c, $f, $p },
    functions,
    region: ({ contracts, ...program }: Compiled) =>
      regionProgram({ ...program, ...realm, library: pureParts as RegionProgram['library'], resources: contractResources(contracts) }),
  };
}
