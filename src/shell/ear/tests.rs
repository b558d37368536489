//! What bytes say, whole and cut at every place.

use super::*;

fn heard(bytes: &[u8]) -> (Vec<Heard>, bool) {
    let mut ear = Ear::default();
    let heard = ear.hear(bytes);
    (heard, ear.is_cut())
}

fn pressed(key: Key) -> Heard {
    Heard::Pressed(Pressed::Key(key))
}

/// Keys, clicks, pastes and answers, mixed, with what they are.
const MIXED: &[u8] = "x\x1b]11;rgb:ffff/ffff/f0f0\x1b\\é\x1b[200~- [ ] a\r- [ ] é\x1b[201~\x1b[<0;10;5M\x1b[<0;10;5m\x1b[A\x1b[1;3R\x1b[6~\x1bOPq".as_bytes();

fn mixed() -> Vec<Heard> {
    vec![
        pressed(Key::char('x')),
        Heard::Color("11;rgb:ffff/ffff/f0f0".to_owned()),
        pressed(Key::char('é')),
        Heard::Pressed(Pressed::Paste("- [ ] a\n- [ ] é".to_owned())),
        Heard::Pressed(Pressed::Mouse(Mouse::Click(9, 4))),
        key(KeyCode::Up),
        Heard::Column(3),
        key(KeyCode::PageDown),
        key(KeyCode::Function(1)),
        pressed(Key::char('q')),
    ]
}

#[test]
fn everything_is_heard_in_its_order() {
    assert_eq!(heard(MIXED), (mixed(), false));
}

#[test]
fn it_is_the_same_wherever_the_bytes_are_cut() {
    for cut in 0..MIXED.len() {
        let (head, tail) = MIXED.split_at(cut);
        let mut ear = Ear::default();
        let mut all = ear.hear(head);
        all.extend(ear.hear(tail));
        assert_eq!(all, mixed(), "cut at {cut}");
    }
}

#[test]
fn what_has_begun_waits_for_its_end_and_is_no_key() {
    for cut in [
        "\x1b",
        "\x1b[",
        "\x1b]11;rgb:ff",
        "\x1b]11;rgb:0/0/0\x1b",
        "\x1b[200~yy",
        "\x1b[<0;10",
    ] {
        assert_eq!(heard(cut.as_bytes()), (vec![], true), "{cut:?}");
    }
}

#[test]
fn escape_is_kept_and_a_letter_that_came_with_it_is_none() {
    let esc = key(KeyCode::Esc);
    assert_eq!(heard(b"\x1bx").0, vec![esc.clone()]);
    assert_eq!(heard(b"\x1b\x1bx").0, [esc.clone(), esc.clone()]);
    assert_eq!(heard(b"\x1b\x03").0, [esc.clone(), pressed(Key::ctrl('c'))]);
    for typed in ["\x1b", "\x1b[", "\x1bO"] {
        let mut ear = Ear::default();
        assert_eq!(ear.hear(typed.as_bytes()), []);
        assert_eq!(ear.give_up(), Some(esc.clone()), "{typed:?}");
    }
    let mut ear = Ear::default();
    assert_eq!(ear.hear(b"\x1b]11;rgb:f"), []);
    assert_eq!(ear.give_up(), None);
}

#[test]
fn buttons_that_mean_nothing_are_no_clicks() {
    for (bytes, expected) in [
        ("\x1b[<2;1;1M", Some(Mouse::Other)),
        ("\x1b[<64;1;1M", Some(Mouse::Wheel(-WHEEL))),
        ("\x1b[<65;1;1M", Some(Mouse::Wheel(WHEEL))),
        ("\x1b[<4;1;1M", None),
        ("\x1b[<35;1;1M", None),
        ("\x1b[<1;1;1M", None),
        ("\x1b[<0;1M", None),
    ] {
        let expected = expected.map(|mouse| Heard::Pressed(Pressed::Mouse(mouse)));
        let (heard, _) = heard(bytes.as_bytes());
        assert_eq!(heard.first().cloned(), expected, "{bytes:?}");
    }
}

#[test]
fn a_line_feed_is_enter_only_before_the_terminal_is_in_our_hands() {
    let mut ear = Ear::default();
    assert_eq!(
        ear.hear(b"\r\n"),
        [key(KeyCode::Enter), pressed(Key::ctrl('j'))]
    );
    ear.is_early = true;
    assert_eq!(ear.hear(b"\n"), [key(KeyCode::Enter)]);
}

#[test]
fn a_paste_is_waited_for_however_long_and_an_escape_alone_is_soon_a_key() {
    for (bytes, patience) in [
        ("", None),
        ("\x1b", Some(ALONE)),
        ("\x1b[", Some(BEGUN)),
        ("\x1b]11;", Some(ANSWER)),
        ("\x1b[200~half", None),
    ] {
        let mut ear = Ear::default();
        ear.hear(bytes.as_bytes());
        assert_eq!(ear.patience(), patience, "{bytes:?}");
    }
}

#[test]
fn bytes_that_are_no_letter_and_sequences_that_break_off_say_nothing() {
    let (heard, is_cut) = heard(b"\xffa\xc3(\x1b[1\x07b\x00");
    let expected = ['a', '(', 'b'].map(|letter| pressed(Key::char(letter)));
    let letters = heard.iter().filter(|heard| expected.contains(heard));
    assert_eq!(letters.count(), 3, "{heard:?}");
    assert!(!is_cut);
}
