//! Bodies with a canary in a position that the contract calls secret.

use arbitrary::{Result, Unstructured};

/// The text that must not appear in any output.
pub(super) const CANARY: &str = "s3cr3tCanary";

/// Writes a body with the canary in it, whole or broken, unless the bytes hold a part of one by chance.
pub(super) fn body(data: &[u8]) -> Option<String> {
    planted(data, written)
}

/// Writes a body in XML with the canary in it, in the same way.
pub(super) fn xml_body(data: &[u8]) -> Option<String> {
    planted(data, written_xml)
}

fn planted(data: &[u8], written: fn(&mut Unstructured<'_>) -> Result<String>) -> Option<String> {
    let noise = has_part(&String::from_utf8_lossy(data));
    let text = (!noise).then(|| written(&mut Unstructured::new(data)))?.ok()?;
    assert!(text.contains(CANARY));
    Some(text)
}

/// Returns one of these documents, perhaps with text around it.
fn one_of(u: &mut Unstructured<'_>, wholes: &[String]) -> Result<String> {
    let whole = u.choose(wholes)?;
    // Two of four have no text around them.
    let before: &str = u.arbitrary()?;
    let behind: &str = u.arbitrary()?;
    Ok(match u.int_in_range(0..=3)? {
        0 => format!("{before}{whole}{behind}"),
        1 => format!("{whole}{behind}"),
        _ => whole.clone(),
    })
}

fn written_xml(u: &mut Unstructured<'_>) -> Result<String> {
    let values = [
        format!("\"{CANARY}\""),
        format!("'{CANARY}'"),
        format!("\"{CANARY}&\""),
        format!("\"&{CANARY};\""),
        format!("\"{CANARY}<\""),
        format!("\"{CANARY}\u{1}\""),
        format!("\"{CANARY}"),
        CANARY.to_owned(),
    ];
    let contents = [
        CANARY.to_owned(),
        format!("<![CDATA[{CANARY}]]>"),
        format!("<![CDATA[{CANARY}"),
        format!("<a>{CANARY}</a>"),
        format!("<{CANARY}/>"),
        format!("&{CANARY};"),
        format!("{CANARY}]]>"),
    ];
    let attribute = format!(
        " {}{}{}",
        u.choose(&["authToken", "auth_token", "AUTH-TOKEN", "authtoken"])?,
        u.choose(&["=", " = "])?,
        u.choose(&values)?
    );
    let name: &str = u.choose(&["auth-token", "auth_token", "authToken"])?;
    let attributes =
        u.choose(&[String::new(), " nil=\"true\"".to_owned(), format!(" {CANARY}=\"\"")])?.clone();
    let element = format!("<{name}{attributes}>{}</{name}>", u.choose(&contents)?);
    let wholes = [
        format!("<pin{attribute}/>"),
        format!("<pin id=\"1\"{attribute} code='A'><location{attribute}/></pin>"),
        format!("<pin{attribute}{attribute}>"),
        format!("<pin>{element}</pin>"),
        format!("<pin><id>1</id>{element}{element}<auth_token/></pin>"),
        format!("<pin id='1'>{element}</pin>"),
        format!("<errors><error{attribute}>{CANARY}</error></errors>"),
        format!("<user{attribute}/>"),
    ];
    one_of(u, &wholes)
}

/// Whether a text shows eight bytes of the canary.
pub(super) fn has_part(text: &str) -> bool {
    (0..=CANARY.len() - 8).any(|start| text.contains(&CANARY[start..start + 8]))
}

fn written(u: &mut Unstructured<'_>) -> Result<String> {
    const NAMES: &[&str] =
        &["\"authToken\"", "\"auth_token\"", "\"AUTH-TOKEN\"", "\"auth\\u0054oken\"", "\"\\u0061uthToken\""];
    let values = [
        format!("\"{CANARY}\""),
        format!("[\"{CANARY}\"]"),
        format!("{{\"{CANARY}\":1}}"),
        format!("{{\"code\":\"{CANARY}\",\"authToken\":null}}"),
        format!("\"\\u0041{CANARY}"),
        format!("\"{CANARY}\\x\""),
        format!("\"{CANARY}\u{1}\""),
        format!("\"{CANARY}\\ud800\""),
        CANARY.to_owned(),
        format!("[[{{\"a\":[\"{CANARY}\",}}"),
    ];
    let member = format!("{}{}{}", u.choose(NAMES)?, u.choose(&[":", " : ", "\n:\t"])?, u.choose(&values)?);
    let wholes = [
        format!("{{{member}}}"),
        format!("{{\"id\":1,{member},\"code\":\"A\"}}"),
        format!("{{\"pin\":{{{member}}}}}"),
        format!("{{\"location\":{{{member}}}}}"),
        format!("{{\"errors\":[{{{member}}}]}}"),
        format!("{{\"errors\":[1,{{\"code\":{{{member}}}}}]}}"),
        format!("[{{{member}}}]"),
        format!("\u{FEFF}{{\"authToken\":\"{CANARY}\",{member},{member}}}"),
    ];
    one_of(u, &wholes)
}
