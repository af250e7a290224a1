import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutDistributeHorizontal, IconMap2, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useReactFlow, useStore } from '@xyflow/react';
import type { ComponentProps } from 'react';
import { usePreference } from '../state/preferences.ts';
import { canvasTexts } from '../texts/canvas.ts';
import classes from './bars.module.css';

const texts = canvasTexts.tools;

/** Bottom left: zoom, fit, tidy, minimap. */
export function ZoomBar({ onFit, onTidy }: { onFit: () => void; onTidy?: (() => void) | undefined }) {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow();
  const [hasMinimap, setMinimap] = usePreference('hasMinimap');
  return (
    <div className={classes.bar} data-place="bottom-left">
      <Tool label={texts.zoomOut} keys="-" onClick={() => void zoomOut({ duration: 120 })}>
        <IconMinus size={14} stroke={1.75} />
      </Tool>
      <Tooltip label={`${texts.back}  Shift 0`}>
        <Percent onClick={() => void zoomTo(1, { duration: 160 })} />
      </Tooltip>
      <Tool label={texts.zoomIn} keys="+" onClick={() => void zoomIn({ duration: 120 })}>
        <IconPlus size={14} stroke={1.75} />
      </Tool>
      <span className={classes.line} />
      <Tool label={texts.showAll} keys="Shift 1" onClick={onFit}>
        <IconMaximize size={14} stroke={1.75} />
      </Tool>
      {onTidy && (
        <Tool label={texts.tidy} keys="Shift L" onClick={onTidy}>
          <IconLayoutDistributeHorizontal size={14} stroke={1.75} />
        </Tool>
      )}
      <Tool label={hasMinimap ? texts.hideMinimap : texts.showMinimap} keys="M" isOn={hasMinimap} onClick={() => setMinimap(!hasMinimap)}>
        <IconMap2 size={14} stroke={1.75} />
      </Tool>
    </div>
  );
}

/** All of the bar that follows the wheel. */
function Percent(props: ComponentProps<'button'>) {
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <button {...props} type="button" className={classes.percent} aria-label={texts.zoom(percent)}>
      {percent}%
    </button>
  );
}

type ToolProps = { label: string; keys?: string; isOn?: boolean; onClick: () => void; children: React.ReactNode };

export function Tool({ label, keys, isOn, onClick, children }: ToolProps) {
  return (
    <Tooltip label={keys ? `${label}  ${keys}` : label}>
      <ActionIcon
        size="xs"
        onClick={onClick}
        aria-label={label}
        {...(isOn !== undefined && { 'aria-pressed': isOn })}
        data-on={isOn || undefined}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
