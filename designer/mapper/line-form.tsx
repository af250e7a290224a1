import type { Field } from '@crossdock/flows/mapping/field';
import type { PlacedLine } from '@crossdock/flows/mapping/place-lines';
import { Button, Select } from '@mantine/core';
import { ExpressionInput } from '../inspector/expression-control.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import { LineScope } from './line-scope.tsx';
import classes from './mapper.module.css';
import { useMapper } from './mapper-context.tsx';

const texts = mapperTexts.detail;

type Props = {
  field: Field;
  line: PlacedLine;
  tool: 'functions' | 'lookup' | null;
  onTool: (tool: 'functions' | 'lookup') => void;
};

/** Value or list, condition, and what happens without a value. */
export function LineForm({ field, line, tool, onTool }: Props) {
  const { change } = useMapper();
  const path = line.at.split('.');
  const hasValue = line.kind === 'value' || line.kind === 'list';
  const kind = field.kind === 'number' || field.kind === 'integer' ? 'number' : field.kind === 'boolean' ? 'boolean' : 'string';
  return (
    <div className={classes.form}>
      {line.line.each !== undefined && (
        <LineScope line={line} isInside={false}>
          <span className={classes.label}>{texts.each}</span>
          <ExpressionInput title={texts.each} path={[...path, 'each']} value={line.line.each} placeholder="{{ item.lines }}" isRequired />
          <p className={classes.hint}>{texts.eachHelp}</p>
        </LineScope>
      )}
      {hasValue && (
        <LineScope line={line} isInside>
          <div className={classes.labelRow}>
            <span className={classes.label}>{texts.value}</span>
            <span className={classes.tools}>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-expanded={tool === 'functions'}
                leftSection={<Glyph name="math-function" size={14} />}
                onClick={() => onTool('functions')}
              >
                {texts.functions}
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-expanded={tool === 'lookup'}
                leftSection={<Glyph name="table" size={14} />}
                onClick={() => onTool('lookup')}
              >
                {texts.lookup}
              </Button>
            </span>
          </div>
          <div data-map-value>
            <ExpressionInput
              title={texts.value}
              path={[...path, 'value']}
              value={line.line.value}
              result={kind}
              placeholder={texts.constantHint}
              rows={2}
              isRequired
            />
          </div>
        </LineScope>
      )}
      {line.line.when !== undefined && (
        <LineScope line={line} isInside={false}>
          <div className={classes.labelRow}>
            <span className={classes.label}>{texts.when}</span>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => change([{ at: `${line.at}.when`, value: undefined }], texts.mapTitle(field.name))}
            >
              {texts.removeWhen}
            </Button>
          </div>
          <ExpressionInput
            title={texts.when}
            path={[...path, 'when']}
            value={line.line.when}
            placeholder="{{ item.is_company }}"
            isRequired
          />
        </LineScope>
      )}
      <div className={classes.rules}>
        <Select
          size="xs"
          label={texts.missing}
          data={(['omit', 'null', 'fail'] as const).map((value) => ({ value, label: texts.missingChoices[value] }))}
          value={line.line.whenMissing ?? 'omit'}
          allowDeselect={false}
          onChange={(next) =>
            change([{ at: `${line.at}.whenMissing`, value: next === 'omit' ? undefined : next }], texts.mapTitle(field.name))
          }
        />
        {line.line.when === undefined && (
          <Button
            size="xs"
            className={classes.addWhen ?? ''}
            onClick={() => change([{ at: `${line.at}.when`, value: '{{  }}' }], texts.mapTitle(field.name))}
          >
            {texts.addWhen}
          </Button>
        )}
      </div>
    </div>
  );
}
