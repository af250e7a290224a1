import type { MapLine } from '@crossdock/flows/mapping/map-line';
import { useForm } from '../form-context.tsx';
import { matches, newLine } from './map-line.ts';
import { type LinesProps, MapRow } from './map-row.tsx';

/** The lines of one level of a mapping. */
export function MapLines({ lines, path, depth, search }: LinesProps) {
  const form = useForm();
  const place = (from: number, to: number) => form.change(path, lines.toSpliced(from, 1).toSpliced(to, 0, lines[from] as MapLine));
  return lines.map((line, i) =>
    search === '' || matches(line, search) ? (
      <MapRow
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its position; targets may be the same while they are typed
        key={i}
        line={line}
        path={[...path, String(i)]}
        depth={depth}
        search={search}
        Lines={MapLines}
        onRemove={() => form.change(path, lines.toSpliced(i, 1))}
        onAddBelow={() => form.change(path, lines.toSpliced(i + 1, 0, newLine()))}
        onMove={(by) => i + by >= 0 && i + by < lines.length && place(i, i + by)}
      />
    ) : null,
  );
}
