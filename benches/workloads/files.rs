//! The inputs as plain binary columns (64 bits, little endian), for other tools.

use std::path::Path;

use super::{account, generator, monte_carlo, scenarios, tree};

pub fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let integers = |name: &str, values: &mut dyn Iterator<Item = i64>| {
        let bytes: Vec<u8> = values.flat_map(i64::to_le_bytes).collect();
        std::fs::write(folder.join(format!("{name}.i64")), bytes)
    };
    let floats = |name: &str, values: &[f64]| {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        std::fs::write(folder.join(format!("{name}.f64")), bytes)
    };
    let indices = |name: &str, values: &[usize]| {
        integers(name, &mut values.iter().map(|&value| value as i64))
    };
    let flags = |name: &str, values: &[bool]| {
        integers(name, &mut values.iter().map(|&value| i64::from(value)))
    };
    indices("sectors", &generator::sectors())?;

    let inputs = account::Inputs::new();
    integers("activities", &mut inputs.activities.iter().copied())?;
    integers("units", &mut inputs.units.iter().copied())?;
    integers("factors", &mut inputs.factors.iter().flatten().copied())?;

    let inputs = monte_carlo::Inputs::new();
    floats("means", &inputs.means)?;
    flags("lognormal", &inputs.lognormal)?;
    floats("variations", &inputs.variations)?;
    floats("deviations", &inputs.deviations)?;
    indices("factor_of", &inputs.factor_of)?;
    floats("modes", &inputs.modes)?;
    flags("triangular", &inputs.triangular)?;
    floats("lows", &inputs.lows)?;
    floats("highs", &inputs.highs)?;
    floats("factor_deviations", &inputs.factor_deviations)?;

    let inputs = scenarios::Inputs::new();
    floats("start", &inputs.start)?;
    floats("decline", &inputs.decline)?;
    let touched = inputs
        .lines
        .iter()
        .flat_map(|lines| (0..generator::LINES).map(move |line| i64::from(lines.contains(&line))));
    integers("touched", &mut touched.collect::<Vec<_>>().into_iter())?;
    floats("reductions", &inputs.reductions)?;
    indices("begins", &inputs.begins)?;
    indices("lengths", &inputs.lengths)?;
    flags("packages", &inputs.packages.concat())?;
    floats("targets", &inputs.targets())?;

    let inputs = tree::Inputs::new();
    let parents = inputs.parents.iter().map(|parent| parent.map_or(-1, |parent| parent as i64));
    integers("parents", &mut parents.collect::<Vec<_>>().into_iter())?;
    integers("leaves", &mut inputs.leaves.iter().copied())?;
    integers("reported", &mut inputs.reported.iter().copied())?;
    std::fs::write(folder.join("codes.txt"), inputs.codes.join("\n"))
}
