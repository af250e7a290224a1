/** A flow of so many steps as people draw them: lanes of twenty steps, each fed by a switch of the lane before, with side ways among them. */
export function canvasFlow(steps: number): Record<string, unknown> {
  const perLane = 20;
  const nodes: unknown[] = [
    { id: 'in', type: 'trigger.webhook', name: 'Orders come in', config: { path: `bench/${steps}` }, position: { x: 0, y: 0 } },
  ];
  const edges: unknown[] = [];
  const wire = (from: string, port: string, to: string) => edges.push({ from: { node: from, port }, to: { node: to, port: 'in' } });
  for (let i = 1; i < steps; i++) {
    const lane = Math.floor((i - 1) / perLane);
    const at = (i - 1) % perLane;
    const id = `s${i}`;
    const kind = kinds[at % kinds.length] as (typeof kinds)[number];
    nodes.push({ id, ...kind, name: `${kind.name} ${i}`, position: { x: 184 + at * 184, y: lane * 176 } });
    if (at > 0) wire(`s${i - 1}`, kinds[(at - 1) % kinds.length]?.type === 'routing.switch' ? 'eu' : 'out', id);
    else wire(lane === 0 ? 'in' : `s${i - perLane + 3}`, lane === 0 ? 'out' : 'us', id);
    if (at % 5 === 3 && at + 4 < perLane && i + 3 < steps) wire(id, 'otherwise', `s${i + 3}`);
  }
  const inLane = (lane: number) =>
    Array.from({ length: 6 }, (_, k) => `s${lane * perLane + 2 + k}`).filter((id) => Number(id.slice(1)) < steps);
  const groups = Array.from({ length: Math.floor(steps / 100) }, (_, n) => ({ id: `g${n}`, title: `Part ${n + 1}`, nodes: inLane(n * 5) }));
  return { format: 1, name: `Canvas of ${steps}`, nodes, edges, groups };
}

const kinds = [
  { type: 'transform.code', name: 'Adjust', config: {} },
  { type: 'transform.set-fields', name: 'Set', config: {} },
  { type: 'routing.log', name: 'Log', config: { message: '{{ item.orderNumber }} seen' } },
  {
    type: 'routing.switch',
    name: 'Region',
    config: {
      cases: [
        { name: 'eu', expression: '{{ item.region === "eu" }}' },
        { name: 'us', expression: '{{ item.region === "us" }}' },
      ],
    },
  },
  { type: 'routing.log', name: 'Note', config: { message: 'passed on' } },
] as const;
