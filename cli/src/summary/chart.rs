//! Charts as SVG, without text: the table beside each has every number.

use std::fmt::Write;

/// The width of a chart in units, which the page scales.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 160.0;

/// Draws a bar for each period, each of parts with a class. `parts[class][period]`.
#[allow(clippy::cast_precision_loss)] // It is a picture.
pub(super) fn bars(label: &str, classes: &[&str], parts: &[&[u64]]) -> String {
    let periods = parts.first().map_or(0, |part| part.len());
    let total = |period: usize| parts.iter().map(|part| part[period]).sum::<u64>();
    let greatest = (0..periods).map(total).max().unwrap_or_default().max(1) as f64;
    let step = WIDTH / periods.max(1) as f64;
    let width = (step * 0.8).min(120.0);
    let mut svg = open(label, HEIGHT);
    for period in 0..periods {
        let x = step * period as f64 + (step - width) / 2.0;
        let mut y = HEIGHT;
        for (class, part) in classes.iter().zip(parts) {
            let height = HEIGHT * part[period] as f64 / greatest;
            // What there is can be seen.
            let height = if part[period] > 0 { height.max(1.5) } else { continue };
            y -= height;
            rect(&mut svg, class, x, y.max(0.0), width, height);
        }
    }
    svg + "</svg>"
}

/// Draws one bar of parts, each with a class.
#[allow(clippy::cast_precision_loss)] // It is a picture.
pub(super) fn shares(label: &str, parts: &[(&str, u64)], all: u64) -> String {
    const HEIGHT: f64 = 24.0;
    let mut svg = open(label, HEIGHT);
    let mut x = 0.0;
    for (class, count) in parts.iter().filter(|it| it.1 > 0) {
        let width = WIDTH * *count as f64 / all.max(1) as f64;
        rect(&mut svg, class, x, 0.0, width.max(3.0), HEIGHT);
        x += width;
    }
    svg + "</svg>"
}

/// `label` is text of this program.
fn open(label: &str, height: f64) -> String {
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{label}\">"
    )
}

fn rect(svg: &mut String, class: &str, x: f64, y: f64, width: f64, height: f64) {
    // Writing to a string never fails.
    _ = write!(
        svg,
        "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
    );
}
