//! Four workloads on generated inputs, to be compared with other tools on the same inputs; see
//! `benches/README.md`.
//!
//! ```text
//! cargo bench --bench workloads                     checks every result and prints times
//! cargo bench --bench workloads -- --write FOLDER   writes the inputs for other tools
//! cargo bench --bench workloads -- --time NAME      one line of JSON: least time and results
//! cargo bench --bench workloads -- --repeat NAME N  runs one N times, to count instructions
//! ```
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::type_complexity,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss
)]

mod account;
mod check;
mod files;
mod generator;
mod monte_carlo;
mod scenarios;
mod stream;
mod tree;

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A workload with its inputs in memory.
struct Workload {
    name: &'static str,
    run: Box<dyn Fn()>,
    /// What other tools have to find, too.
    results: Box<dyn Fn() -> Value>,
}

const NAMES: [&str; 9] = [
    "account",
    "account-by-line",
    "account-floats",
    "monte-carlo-10k",
    "monte-carlo-100k",
    "scenarios",
    "tree",
    "tree-floats",
    "stream",
];

fn workload(name: &str) -> Option<Workload> {
    let name = NAMES.into_iter().find(|known| *known == name)?;
    let (run, results): (Box<dyn Fn()>, Box<dyn Fn() -> Value>) = match name {
        "account" | "account-by-line" | "account-floats" => {
            let inputs = std::rc::Rc::new(account::Inputs::new());
            let again = std::rc::Rc::clone(&inputs);
            match name {
                "account" => (
                    Box::new(move || drop(black_box(inputs.totals().1))),
                    Box::new(move || account::results(&again.totals().1)),
                ),
                "account-by-line" => (
                    Box::new(move || drop(black_box(inputs.totals_by_line().1))),
                    Box::new(move || account::results(&again.totals_by_line().1)),
                ),
                _ => {
                    let floats = account::Floats::new(&inputs);
                    let once = account::Floats::new(&inputs);
                    (
                        Box::new(move || drop(black_box(floats.totals().1))),
                        Box::new(move || json!({ "total": once.totals().1.iter().sum::<f64>() })),
                    )
                }
            }
        }
        "monte-carlo-10k" | "monte-carlo-100k" => {
            let draws = if name.ends_with("100k") { 100_000 } else { 10_000 };
            let model = monte_carlo::Inputs::new().model();
            let again = model.clone();
            (
                Box::new(move || drop(black_box(monte_carlo::summaries(&model, draws)))),
                Box::new(move || check::monte_carlo(&again, draws)),
            )
        }
        "scenarios" => {
            // Lives as long as the process.
            let inputs: &scenarios::Inputs = Box::leak(Box::new(scenarios::Inputs::new()));
            let account = Box::leak(Box::new(inputs.account()));
            let none = Box::leak(Box::new(climate_account::FactorSet::new([])));
            let last = climate_account::Year::new(2050).unwrap();
            let projection =
                climate_account::scenario::Projection::new(account, none, &inputs.scenario(), last);
            let projection = &*Box::leak(Box::new(projection.unwrap()));
            let run = move || scenarios::paths(projection, &inputs.packages, inputs.targets());
            (Box::new(move || drop(black_box(run()))), Box::new(move || check::scenarios(&run())))
        }
        "tree" => {
            let inputs = std::rc::Rc::new(tree::Inputs::new());
            let (again, plan) = (std::rc::Rc::clone(&inputs), inputs.tree());
            (
                Box::new(move || drop(black_box(inputs.check(&plan)))),
                Box::new(move || check::tree(&again)),
            )
        }
        "tree-floats" => {
            let floats = std::rc::Rc::new(tree::Floats::new(&tree::Inputs::new()));
            let again = std::rc::Rc::clone(&floats);
            (
                Box::new(move || drop(black_box(floats.check()))),
                Box::new(move || json!({ "deviations": again.check().1.len() })),
            )
        }
        _ => (
            Box::new(|| drop(black_box(stream::totals(10_000_000)))),
            Box::new(|| check::stream(10_000_000)),
        ),
    };
    Some(Workload { name, run, results })
}

/// The least and the median time of runs after one that is not counted.
fn times(run: &dyn Fn()) -> (Duration, Duration) {
    run();
    let mut times = Vec::new();
    let start = Instant::now();
    while times.len() < 5 || (start.elapsed() < Duration::from_millis(500) && times.len() < 1000) {
        let start = Instant::now();
        run();
        times.push(start.elapsed());
    }
    times.sort();
    (times[0], times[times.len() / 2])
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["--write", folder] => files::write(std::path::Path::new(folder)).unwrap(),
        ["--time", name] => {
            let workload = workload(name).unwrap();
            let results = (workload.results)();
            let (least, median) = times(&*workload.run);
            let (least, median) = (milliseconds(least), milliseconds(median));
            println!(
                "{}",
                json!({ "name": name, "ms": least, "median": median, "results": results })
            );
        }
        ["--repeat", name, count] => {
            let workload = workload(name).unwrap();
            (0..count.parse::<usize>().unwrap()).for_each(|_| (workload.run)());
        }
        [] => {
            for workload in NAMES.iter().filter_map(|name| workload(name)) {
                (workload.results)();
                let (least, median) = times(&*workload.run);
                let (least, median) = (milliseconds(least), milliseconds(median));
                println!("{:<18} {least:>9.3} ms least {median:>9.3} ms median", workload.name);
            }
            println!("every result agrees with expected.json");
        }
        // Filters of `cargo bench` and `cargo test --benches` ask for other benches.
        _ => {}
    }
}
