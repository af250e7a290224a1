import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  Menu,
  Modal,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Slider,
  Switch,
  Tabs,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';
import { kitTexts } from '../texts/kit.ts';
import classes from './mantine-overrides.module.css';

const token = (name: string) => `var(--${name})`;

/**
 * Buttons and icon buttons come in five variants: `filled` (the one primary action of a view), `default`, `subtle`,
 * `danger` (destroys something) and `prod` (changes prod).
 */
const variantColorResolver: VariantColorsResolver = ({ variant }) => {
  switch (variant) {
    case 'filled':
      return solid('accent-solid');
    case 'danger':
      return solid('bad-button');
    case 'prod':
      return solid('env-prod-solid');
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: token('idle-soft'), color: token('text-2'), border: '1px solid transparent' };
    case 'light':
      return { background: token('accent-soft'), hover: token('accent-soft'), color: token('accent'), border: '1px solid transparent' };
    default:
      return { background: token('surface'), hover: token('hover'), color: token('text'), border: `1px solid ${token('border-strong')}` };
  }
};

function solid(name: string) {
  return { background: token(name), hover: token(`${name}-hover`), color: token('on-solid'), border: `1px solid ${token(name)}` };
}

export const mantineTheme = createTheme({
  primaryColor: 'dock',
  colors: {
    dock: ['#ECEFFD', '#D6DDFB', '#B9C4F5', '#93A7FF', '#6E86EE', '#4A63DE', '#3350D0', '#2A44B8', '#203490', '#1C2647'],
  },
  primaryShade: { light: 6, dark: 5 },
  fontFamily: token('font-text'),
  fontFamilyMonospace: token('font-mono'),
  headings: { fontFamily: token('font-text'), fontWeight: '600' },
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '14px', sm: '16px', md: '18px', lg: '20px', xl: '24px' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  shadows: { xs: token('shadow-1'), sm: token('shadow-1'), md: token('shadow-2'), lg: token('shadow-3'), xl: token('shadow-3') },
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      classNames: { root: classes.button ?? '' },
      vars: (_theme, props) => ({
        root: {
          '--button-height': props.size === 'xs' ? '26px' : '30px',
          '--button-padding-x': props.size === 'xs' ? '9px' : '11px',
          '--button-fz': props.size === 'xs' ? '12px' : '13px',
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { size: 'sm', variant: 'subtle' },
      vars: (_theme, props) => ({ root: { '--ai-size': props.size === 'xs' ? '26px' : '30px' } }),
    }),
    Input: Input.extend({
      classNames: { input: classes.input ?? '' },
      vars: () => ({ wrapper: { '--input-height': '30px', '--input-fz': '13px', '--input-padding': '9px' } }),
    }),
    InputWrapper: Input.Wrapper.extend({
      classNames: { label: classes.label ?? '', description: classes.description ?? '', error: classes.error ?? '' },
    }),
    Checkbox: Checkbox.extend({ classNames: { input: classes.tick ?? '' } }),
    Radio: Radio.extend({ classNames: { radio: classes.tick ?? '' } }),
    Switch: Switch.extend({ classNames: { track: classes.track ?? '' } }),
    Select: Select.extend({ defaultProps: { allowDeselect: false, withCheckIcon: false } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: { duration: 120 }, withinPortal: true },
      classNames: { tooltip: classes.tooltip ?? '' },
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: { duration: 120, transition: 'fade' }, shadow: 'lg', position: 'bottom-start', offset: 4 },
      classNames: { dropdown: classes.dropdown ?? '', item: classes.menuItem ?? '', label: classes.menuLabel ?? '' },
    }),
    Popover: Popover.extend({
      defaultProps: { transitionProps: { duration: 120, transition: 'fade' }, shadow: 'lg', offset: 4 },
      classNames: { dropdown: classes.dropdown ?? '' },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': kitTexts.close },
        transitionProps: { duration: 160, transition: 'fade' },
        overlayProps: { backgroundOpacity: 0.32 },
      },
      classNames: {
        content: classes.modal ?? '',
        header: classes.modalHeader ?? '',
        title: classes.modalTitle ?? '',
        body: classes.modalBody ?? '',
      },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'sm', transitionDuration: 120, withItemsBorders: false },
      classNames: { root: classes.segments ?? '', label: classes.segment ?? '', indicator: classes.segmentIndicator ?? '' },
    }),
    Slider: Slider.extend({ classNames: { track: classes.sliderTrack ?? '' } }),
    Tabs: Tabs.extend({
      classNames: { list: classes.tabList ?? '', tab: classes.tab ?? '' },
    }),
  },
});

/** Points Mantine's own variables at the tokens, so that both schemes come from one place. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-text': token('text'),
    '--mantine-color-body': token('raised'),
    '--mantine-color-bright': token('text'),
    '--mantine-color-dimmed': token('text-3'),
    '--mantine-color-placeholder': token('text-3'),
    '--mantine-color-anchor': token('accent'),
    '--mantine-color-error': token('bad'),
    '--mantine-color-default': token('surface'),
    '--mantine-color-default-hover': token('hover'),
    '--mantine-color-default-color': token('text'),
    '--mantine-color-default-border': token('border-strong'),
    '--mantine-color-disabled': token('sunken'),
    '--mantine-color-disabled-color': token('text-3'),
    '--mantine-color-disabled-border': token('border'),
    '--mantine-primary-color-filled': token('accent-solid'),
    '--mantine-primary-color-filled-hover': token('accent-solid-hover'),
    '--mantine-primary-color-light': token('accent-soft'),
    '--mantine-primary-color-light-color': token('accent'),
    '--mantine-color-dock-filled': token('accent-solid'),
    '--mantine-color-dock-filled-hover': token('accent-solid-hover'),
  };
  return { variables: {}, light: both, dark: both };
};
