package io.jaybit.journal;

/** Records that were once written cannot be read. */
public final class JournalDamagedException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final transient Damage damage;

    /** For visitors that will not go on after it. */
    public JournalDamagedException(Damage damage) {
        super(damage.toString());
        this.damage = damage;
    }

    /** What and where. */
    public Damage damage() {
        return damage;
    }
}
