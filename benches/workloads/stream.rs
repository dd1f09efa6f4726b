//! Lines that come in blocks and are never held all at once.

use climate_account::batch::{Decimals, ExactTotals, Factors, Groups, Lines, Rows};

const BLOCK: usize = 8192;
const GROUPS: u32 = 100;

/// Line `n` has the activity `n mod 1000`, the factor `n mod 4` and the group `n mod 100`.
pub fn totals(lines: usize) -> ExactTotals {
    let factors = Factors::exact(&[&[1, 2, 3, 4], &[0, 1, 0, 7]]).unwrap();
    let decimals = Decimals { activities: 0, factors: 0 };
    let mut totals = ExactTotals::new(GROUPS as usize, 2, decimals).unwrap();
    let (mut activities, mut rows, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    for from in (0..lines).step_by(BLOCK) {
        activities.clear();
        rows.clear();
        groups.clear();
        for line in from..lines.min(from + BLOCK) {
            activities.push((line % 1000) as i64);
            rows.push((line % 4) as u32);
            groups.push(line as u32 % GROUPS);
        }
        let (rows, groups) = (Rows::Each(&rows), Groups::Each(&groups));
        totals.add(&factors, &Lines { activities: &activities, rows, groups }).unwrap();
    }
    totals
}

/// The most memory that this process ever held, in bytes, where the system tells.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}
