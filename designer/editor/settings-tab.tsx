import { formatPath } from '@crossdock/flows/document/path';
import { useEffect, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { isShown, valueAtPath } from '../inspector/config-value.ts';
import { FieldControl } from '../inspector/field-control.tsx';
import { focusField } from '../inspector/focus-field.ts';
import formClasses from '../inspector/form.module.css';
import type { Field } from '../inspector/form.ts';
import { ControlProvider, type Form, FormProvider } from '../inspector/form-context.tsx';
import { atItsField, settled } from '../inspector/step-problems.ts';
import { useTyping } from '../inspector/use-typing.ts';
import { Glyph } from '../kit/glyph.tsx';
import { severityLooks } from '../kit/status.ts';
import { FieldPeople } from '../presence/field-people.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { tabTexts } from '../state/typed-texts.ts';
import { parsedBody } from '../test-cases/message-body.ts';
import { flowSettingsTexts as texts } from '../texts/flow-settings.ts';
import { AboutFlow } from './about-flow.tsx';
import { settingFields } from './setting-fields.ts';
import { fieldsIn, type SettingSection, sectionOf, settingSections } from './setting-sections.ts';
import classes from './settings-tab.module.css';
import { useSample } from './use-test-run.ts';

/** What concerns the flow as a whole, in sections with a list of them beside. */
export function SettingsTab() {
  const { document, flowId, may } = useEditor();
  const flow = useDocument((state) => state.flow);
  const problems = useDocument((state) => state.problems);
  const sample = useSample();
  const typed = useMemo(() => tabTexts(flowId), [flowId]);
  const [search] = useSearchParams();
  const wanted = search.get('field');
  useEffect(() => {
    if (wanted !== null) requestAnimationFrame(() => focusField(wanted.replace(/^settings\./, '')));
  }, [wanted]);

  const { typing, isInPeace, onType, onLeave } = useTyping();
  const own = problems.filter((problem) => problem.nodeId === null && problem.field?.startsWith('settings'));
  const form: Form = {
    problems: settled(own, typing, isInPeace).map((problem) => atItsField(problem, '')),
    problemPrefix: 'settings',
    values: flow.settings,
    sample: sample && parsedBody(sample.message),
    system: null,
    typed,
    place: 'settings',
    change(path, value) {
      onType(`settings.${formatPath(path)}`, value);
      document.change([{ op: 'set-settings', path: formatPath(path), value }], { typing: `settings ${formatPath(path)}` });
    },
    endTyping() {
      onLeave();
      document.endTyping();
    },
  };
  return (
    <div className={classes.scroll} data-dock>
      <nav className={classes.nav} aria-label={texts.sections}>
        <SectionLink id="about" title={texts.about.title} />
        {settingSections.map((section) => {
          const worst = own.find((problem) => sectionOf(problem.field ?? '') === section);
          return <SectionLink key={section.id} id={section.id} title={section.title} severity={worst?.severity} />;
        })}
      </nav>
      <fieldset className={classes.sections} disabled={!may.edit}>
        <Section id="about" title={texts.about.title} help={texts.about.help}>
          <AboutFlow flow={flow} />
        </Section>
        <FormProvider value={form}>
          <ControlProvider value={FieldControl}>
            {settingSections.map((section) => (
              <Section key={section.id} id={section.id} title={section.title} help={section.help}>
                <SectionFields section={section} values={flow.settings} />
              </Section>
            ))}
          </ControlProvider>
        </FormProvider>
      </fieldset>
    </div>
  );
}

function SectionLink({ id, title, severity }: { id: string; title: string; severity?: 'error' | 'warning' | 'hint' | undefined }) {
  return (
    <a className={classes.link} href={`#${id}`} onClick={(event) => goTo(event, id)}>
      {title}
      {severity && severity !== 'hint' && (
        <span className={classes.mark} data-family={severityLooks[severity].family} title={severityLooks[severity].word}>
          <Glyph name={severityLooks[severity].icon} size={14} />
        </span>
      )}
    </a>
  );
}

/** The address stays: it names the tab. */
function goTo(event: React.MouseEvent, id: string): void {
  event.preventDefault();
  const section = document.getElementById(`settings-${id}`);
  section?.scrollIntoView({ block: 'start' });
  section?.querySelector<HTMLElement>('input, [role="textbox"]')?.focus({ preventScroll: true });
}

function Section({ id, title, help, children }: { id: string; title: string; help: string; children: React.ReactNode }) {
  return (
    <section id={`settings-${id}`} className={classes.section} aria-labelledby={`settings-${id}-title`}>
      <header className={classes.head}>
        <h2 id={`settings-${id}-title`}>{title}</h2>
        <p>{help}</p>
      </header>
      {children}
    </section>
  );
}

function SectionFields({ section, values }: { section: SettingSection; values: unknown }) {
  return (
    <div className={formClasses.room}>
      <div className={formClasses.fields}>
        {fieldsIn(section, settingFields).flatMap(({ path, fields }) => {
          const at = valueAtPath(values, path);
          return fields
            .filter((field) => isShown(field, fields, at))
            .map((field) => (
              <Place key={[...path, field.key].join('.')} field={field} path={[...path, field.key]} value={valueAtPath(at, [field.key])} />
            ));
        })}
      </div>
    </div>
  );
}

function Place({ field, path, value }: { field: Field; path: readonly string[]; value: unknown }) {
  return (
    <div className={formClasses.field} data-wide={field.isWide || undefined} data-field={path.join('.')}>
      <FieldPeople path={path} isOfStep={false} />
      <FieldControl field={field} path={path} value={value} />
    </div>
  );
}
