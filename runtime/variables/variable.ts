import type { Json } from '@crossdock/nodes/contract/item';

/** What a variable holds. A duration is a number of seconds. */
export type VariableType = 'text' | 'number' | 'boolean' | 'duration' | 'json';

/** A value of one environment that expressions read as `vars.name`: a warehouse, a limit, a switch. Not for secrets; those belong to connections. */
export type Variable = {
  readonly env: string;
  readonly name: string;
  readonly type: VariableType;
  readonly value: Json;
  /** One line: what it decides, for whom. */
  readonly purpose: string;
  /** Rises by one with each change. */
  readonly revision: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly why: string;
};

export const variableLimits = { perEnvironment: 500, bytes: 16_384, name: 60 } as const;

/** As JavaScript reads it after `vars.` */
export const variableName = /^[a-zA-Z][a-zA-Z0-9_]*$/;

/** What is wrong with a value of this type; null: nothing. */
export function valueProblem(type: VariableType, value: Json): string | null {
  if (Buffer.byteLength(JSON.stringify(value)) > variableLimits.bytes)
    return `has more than ${variableLimits.bytes} bytes; keep long lists in a lookup`;
  switch (type) {
    case 'text':
      return typeof value === 'string' ? null : 'is not text; write it in quotes, or choose another type';
    case 'number':
      return typeof value === 'number' ? null : 'is not a number; write digits without quotes, or choose another type';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'is not true or false';
    case 'duration':
      return typeof value === 'number' && value >= 0 ? null : 'is not a number of seconds, 0 or more';
    case 'json':
      return null;
  }
}
