import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../kit/error-note.tsx';
import { peopleTexts as texts } from '../texts/people.ts';
import classes from './people.module.css';

type Props = {
  title: string;
  /** What goes, and what stays. */
  text: string;
  /** The verb and the object, on the button. */
  act: string;
  failed: string;
  isOpen: boolean;
  onClose: () => void;
  run: () => Promise<unknown>;
};

/** Asks before something that takes somebody their way in. */
export function SureDialog({ title, text, act, failed, isOpen, onClose, run }: Props) {
  const doing = useMutation({ mutationFn: run, onSuccess: onClose });
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size={440}>
      <div className={classes.dialog}>
        <p>{text}</p>
        {doing.isError && <FailureNote what={failed} failure={doing.error} />}
        <div className={classes.foot}>
          <Button data-autofocus onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button variant="danger" loading={doing.isPending} onClick={() => doing.mutate()}>
            {act}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
