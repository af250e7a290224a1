import type { Flow } from '@crossdock/flows/document/flow';
import { regionsOf } from '@crossdock/flows/graph/stages';
import { ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import { useEditor } from '../../state/editor-context.tsx';
import { dataTexts } from '../../texts/data.ts';
import { frameOf } from './overlay-shapes.ts';
import classes from './overlays.module.css';
import { useBoxes } from './use-boxes.ts';

const texts = dataTexts.regions;

/** Soft frames around what is computed together, and a mark at each step whose answers are written down. */
export function RegionsLayer({ flow }: { flow: Pick<Flow, 'nodes' | 'edges'> }) {
  const { catalog } = useEditor();
  const boxOf = useBoxes();
  const { regions, checkpoints } = useMemo(() => regionsOf(flow, catalog), [flow, catalog]);
  const stages = useMemo(() => [...new Set(regions.map(({ stage }) => stage))].sort((a, b) => a - b), [regions]);
  return (
    <ViewportPortal>
      <div className={classes.layer} aria-hidden>
        <svg className={classes.drawing}>
          <title>{texts.title}</title>
          {regions.map((region) => {
            const frame = frameOf(region.nodes, region.edges, boxOf);
            return (
              frame && (
                <g key={region.nodes[0]} className={classes.frame} data-odd={stages.indexOf(region.stage) % 2 === 1 || undefined}>
                  {frame.lines.map((line) => (
                    <line key={`${line.x1} ${line.y1} ${line.x2} ${line.y2}`} {...line} />
                  ))}
                  {frame.boxes.map((box) => (
                    <rect key={`${box.x} ${box.y}`} {...box} rx={16} />
                  ))}
                </g>
              )
            );
          })}
        </svg>
        {regions.map((region) => {
          const frame = frameOf(region.nodes, region.edges, boxOf);
          return (
            frame && (
              <span key={region.nodes[0]} className={classes.label} style={{ left: frame.label.x, top: frame.label.y }}>
                {texts.name(stages.indexOf(region.stage) + 1, region.nodes.length)}
              </span>
            )
          );
        })}
        {checkpoints.map((id) => {
          const box = boxOf(id);
          return (
            box && (
              <span key={id} className={classes.checkpoint} style={{ left: box.x + box.width / 2, top: box.y }}>
                {texts.checkpoint}
              </span>
            )
          );
        })}
      </div>
    </ViewportPortal>
  );
}
