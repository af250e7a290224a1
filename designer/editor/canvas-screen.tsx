import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import { useShownPins } from '../canvas/pinned-steps.ts';
import { GuidePanel } from '../guide/guide-panel.tsx';
import { useIsGuided } from '../guide/use-guide.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { ConnectPicker } from '../palette/connect-picker.tsx';
import { Palette } from '../palette/palette.tsx';
import { PeopleOnCanvas } from '../presence/people-on-canvas.tsx';
import { useLiveEvents } from '../server/use-live-events.ts';
import { useDocument, useEditor, useView } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import { editorTexts as texts } from '../texts/editor.ts';
import classes from './canvas-screen.module.css';
import { Dock } from './dock.tsx';
import { EmptyFlow } from './empty-flow.tsx';
import { FlowOverlays } from './overlays/flow-overlays.tsx';
import { TestBar } from './test-bar.tsx';
import { useFixPlace } from './use-fix-place.ts';

/** Design: the canvas with the palette and the test bar, and the inspector of the selected step in the dock. */
export function CanvasScreen() {
  const { env, flowId, may } = useEditor();
  useFixPlace();
  useShownPins(flowId);
  const flow = useDocument((state) => state.flow);
  const problems = useDocument((state) => state.problems);
  const selected = useView((view) => (view.selected.length === 1 ? view.selected[0] : undefined));
  const isDockOpen = useView((view) => view.isDockOpen);
  const testRunId = useView((view) => view.testRunId);
  // Data beside the form follow the test while it runs.
  useLiveEvents(testRunId === null ? null : { env, run: testRunId });
  const isMaximised = useView((view) => view.isDockMaximised);
  const [side] = usePreference('dockSide');
  const [height, setHeight] = usePreference('dockHeight');
  const [width, setWidth] = usePreference('dockWidth');
  const [isGuided, setGuided] = useIsGuided();
  const node = flow.nodes.find((candidate) => candidate.id === selected);
  return (
    <div className={classes.screen} data-side={side}>
      <FlowCanvas flow={flow} problems={problems} run={null}>
        {flow.nodes.length === 0 ? may.edit && <EmptyFlow /> : may.test && <TestBar />}
        {may.edit && <Palette />}
        {isGuided && may.edit && <GuidePanel onHide={() => setGuided(false)} />}
        {may.edit && <ConnectPicker />}
        <PeopleOnCanvas />
        <FlowOverlays flow={flow} runId={null} />
      </FlowCanvas>
      {node && isDockOpen && (
        <Dock
          label={texts.settingsOf(node.name)}
          side={side}
          size={side === 'bottom' ? height : width}
          isMaximised={isMaximised}
          onResize={side === 'bottom' ? setHeight : setWidth}
        >
          <Inspector key={node.id} node={node} />
        </Dock>
      )}
    </div>
  );
}
